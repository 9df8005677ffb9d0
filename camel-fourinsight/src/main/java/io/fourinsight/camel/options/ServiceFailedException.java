package io.fourinsight.camel.options;

import io.fourinsight.client.rest.RestException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.URISupport;

/** A service answered with a status outside 200-299; the message holds what it said about it. */
public final class ServiceFailedException extends HttpOperationFailedException {

    private static final long serialVersionUID = 1L;

    private final String explanation;

    public ServiceFailedException(RestException.Status cause) {
        super(
                URISupport.sanitizeUri(cause.uri().toString()),
                cause.status(),
                cause.reason(),
                cause.headers().get("Location"),
                cause.headers(),
                cause.body());
        this.explanation = cause.explanation();
        initCause(cause);
    }

    @Override
    public String getMessage() {
        String message = String.valueOf(super.getMessage());
        return explanation.isEmpty() ? message : message + ": " + explanation;
    }
}
