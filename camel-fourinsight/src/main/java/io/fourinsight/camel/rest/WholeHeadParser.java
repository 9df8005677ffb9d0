package io.fourinsight.camel.rest;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * Reads the head of an answer, and fails if the connection ends within it.
 *
 * <p>HttpCore's own takes what has come by then for the whole head. If {@code Content-Length} was still to come, an empty
 * body follows, complete by the rules (RFC 9112 section 6.3): a file that never arrived would be a file without samples.
 */
final class WholeHeadParser extends DefaultHttpResponseParser {

    WholeHeadParser(Http1Config configuration) {
        super(configuration);
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        return super.parse(buffer, new UnendedInput(in, "head", buffer.length() > 0));
    }
}
