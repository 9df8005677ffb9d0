package io.fourinsight.client.reservoir;

import io.fourinsight.client.rest.RestException;
import java.util.Objects;

/** Metadata was to be set that is there already, and it must not be overwritten; nothing was changed. */
public final class MetadataConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String namespace;
    private final String key;

    /** @param cause the answer of the service, status 409 */
    public MetadataConflictException(String namespace, String key, RestException.Status cause) {
        super(
                "Metadata with namespace '" + namespace + "' and key '" + key + "' exists already; overwrite it to"
                        + " replace its values",
                cause);
        this.namespace = namespace;
        this.key = key;
    }

    public String namespace() {
        return namespace;
    }

    public String key() {
        return key;
    }

    @Override
    public synchronized RestException.Status getCause() {
        return (RestException.Status) Objects.requireNonNull(super.getCause());
    }
}
