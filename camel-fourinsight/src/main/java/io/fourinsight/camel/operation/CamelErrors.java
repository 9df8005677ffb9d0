package io.fourinsight.camel.operation;

import io.fourinsight.camel.options.ServiceFailedException;
import io.fourinsight.client.rest.RestException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;
import org.apache.camel.RuntimeCamelException;

/** Turns the errors of the REST layer into those that Camel's users catch. */
public final class CamelErrors {

    private CamelErrors() {}

    /** A status becomes a kind of camel-http's exception, a failed connection an I/O error; the rest stays. */
    public static Exception of(RestException e) {
        if (e instanceof RestException.Status status) {
            return new ServiceFailedException(status);
        }
        return e instanceof RestException.Transport transport ? named(transport) : e;
    }

    /** The I/O error, or one of its kind that names the host if it does not. */
    private static IOException named(RestException.Transport e) {
        IOException cause = e.getCause();
        if (String.valueOf(cause.getMessage()).contains(e.uri().getHost())) {
            return cause;
        }
        IOException named = cause instanceof SocketTimeoutException
                ? new SocketTimeoutException(e.getMessage())
                : cause instanceof InterruptedIOException
                        ? new InterruptedIOException(e.getMessage())
                        : cause instanceof SSLException
                                ? new SSLException(e.getMessage())
                                : new IOException(e.getMessage());
        named.initCause(e);
        return named;
    }

    /** As {@link #of}, of what is thrown after its exchange's producer is done, and so must be unchecked. */
    public static RuntimeException unchecked(RuntimeException e) {
        return e instanceof RestException rest ? RuntimeCamelException.wrapRuntimeCamelException(of(rest)) : e;
    }
}
