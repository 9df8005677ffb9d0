package io.fourinsight.camel;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options that say which metadata is meant, and what becomes of it. */
@UriParams
public abstract class MetadataConfiguration extends SessionConfiguration {

    @UriParam(
            label = "metadata,timeseries",
            description = "Id of a metadata entry. If it is set, namespace and key are not looked at.")
    private String metadataId;

    @UriParam(label = "metadata,timeseries", description = "Namespace of the metadata.")
    private String namespace;

    @UriParam(label = "metadata,timeseries", description = "Key of the metadata in its namespace.")
    private String key;

    @UriParam(label = "metadata,timeseries", description = "Name of a value of the metadata, to search for.")
    private String name;

    @UriParam(label = "metadata,timeseries", description = "The value of that name, to search for.")
    private String value;

    @UriParam(
            label = "metadata,timeseries",
            defaultValue = "false",
            description = "Whether values may be set for a namespace and key that have some already, which are then "
                    + "replaced.")
    private boolean overwrite;

    public String getMetadataId() {
        return metadataId;
    }

    public void setMetadataId(String metadataId) {
        this.metadataId = metadataId;
    }

    public String getNamespace() {
        return namespace;
    }

    public void setNamespace(String namespace) {
        this.namespace = namespace;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }

    public boolean isOverwrite() {
        return overwrite;
    }

    public void setOverwrite(boolean overwrite) {
        this.overwrite = overwrite;
    }
}
