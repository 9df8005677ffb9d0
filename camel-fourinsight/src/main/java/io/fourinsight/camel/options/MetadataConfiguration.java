package io.fourinsight.camel.options;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options that say which metadata is meant, and what becomes of it. */
@UriParams
public abstract class MetadataConfiguration extends SessionConfiguration {

    @UriParam(
            label = "metadata,timeseries",
            description = "Id of a metadata entry. If it is set, namespace and key are not looked at.")
    private @Nullable String metadataId;

    @UriParam(label = "metadata,timeseries", description = "Namespace of the metadata.")
    private @Nullable String namespace;

    @UriParam(
            label = "metadata,timeseries",
            description = "Key of the metadata in its namespace; for a search, how it begins.")
    private @Nullable String key;

    @UriParam(label = "metadata,timeseries", description = "Name of a value of the metadata, to search for.")
    private @Nullable String name;

    @UriParam(label = "metadata,timeseries", description = "The value of that name, to search for, or a part of it.")
    private @Nullable String value;

    @UriParam(
            label = "metadata,timeseries",
            defaultValue = "false",
            description =
                    "Whether a search finds only what has this key and this value, not also keys that begin with the "
                            + "key and values that contain the value.")
    private boolean exact;

    @UriParam(
            label = "metadata,timeseries",
            defaultValue = "false",
            description = "Whether values may be set for a namespace and key that have some already, which are then "
                    + "replaced.")
    private boolean overwrite;

    public @Nullable String getMetadataId() {
        return metadataId;
    }

    public void setMetadataId(@Nullable String metadataId) {
        this.metadataId = metadataId;
    }

    public @Nullable String getNamespace() {
        return namespace;
    }

    public void setNamespace(@Nullable String namespace) {
        this.namespace = namespace;
    }

    public @Nullable String getKey() {
        return key;
    }

    public void setKey(@Nullable String key) {
        this.key = key;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable String getValue() {
        return value;
    }

    public void setValue(@Nullable String value) {
        this.value = value;
    }

    public boolean isExact() {
        return exact;
    }

    public void setExact(boolean exact) {
        this.exact = exact;
    }

    public boolean isOverwrite() {
        return overwrite;
    }

    public void setOverwrite(boolean overwrite) {
        this.overwrite = overwrite;
    }
}
