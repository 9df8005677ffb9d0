package io.fourinsight.camel;

import io.fourinsight.camel.rest.RestException;
import java.util.Iterator;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.URISupport;

/** Turns the errors of the REST layer into those that Camel's users catch. */
final class CamelErrors {

    private CamelErrors() {}

    /** A status becomes camel-http's exception, a failed connection the I/O error that it is; the rest stays. */
    static Exception of(RestException e) {
        if (e instanceof RestException.Status status) {
            HttpOperationFailedException failed = new HttpOperationFailedException(
                    URISupport.sanitizeUri(status.uri().toString()),
                    status.status(),
                    status.reason(),
                    status.headers().get("Location"),
                    status.headers(),
                    status.body());
            failed.initCause(e);
            return failed;
        }
        return e instanceof RestException.Transport transport ? transport.getCause() : e;
    }

    /** As {@link #of}, of what is thrown after its exchange's producer is done, and so must be unchecked. */
    static RuntimeException unchecked(RuntimeException e) {
        return e instanceof RestException rest ? RuntimeCamelException.wrapRuntimeCamelException(of(rest)) : e;
    }

    /** An iterator that is read after its exchange's producer is done, and so can only throw unchecked exceptions. */
    static <T> Iterator<T> translating(Iterator<T> iterator) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                try {
                    return iterator.hasNext();
                } catch (RestException e) {
                    throw unchecked(e);
                }
            }

            @Override
            public T next() {
                try {
                    return iterator.next();
                } catch (RestException e) {
                    throw unchecked(e);
                }
            }
        };
    }
}
