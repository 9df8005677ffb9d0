package io.fourinsight.client.rest.call;

import io.fourinsight.client.rest.RestException;
import java.io.IOException;

/**
 * Makes a value of a good answer.
 *
 * <p>It may be called more than once for one request: a body whose connection breaks off is asked for again, so a reader
 * that fails with an {@link IOException} must leave nothing behind that a second reading does not replace. A fault
 * of the content itself is a {@link RestException.Malformed}, which is final.
 */
@FunctionalInterface
public interface ResponseReader<T> {

    T read(RestResponse response) throws IOException;
}
