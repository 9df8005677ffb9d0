package io.fourinsight.camel.options;

import io.fourinsight.client.rest.RestException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.URISupport;

/** Metadata was to be set that is there already, and {@code overwrite} is false; nothing was changed. */
public final class MetadataExistsException extends HttpOperationFailedException {

    private static final long serialVersionUID = 1L;

    private final String namespace;
    private final String key;

    public MetadataExistsException(String namespace, String key, RestException.Status cause) {
        super(
                URISupport.sanitizeUri(cause.uri().toString()),
                cause.status(),
                cause.reason(),
                null,
                cause.headers(),
                cause.body());
        this.namespace = namespace;
        this.key = key;
        initCause(cause);
    }

    public String namespace() {
        return namespace;
    }

    public String key() {
        return key;
    }

    @Override
    public String getMessage() {
        return "Metadata with namespace '" + namespace + "' and key '" + key
                + "' exists already; set overwrite=true to replace its values. " + super.getMessage();
    }
}
