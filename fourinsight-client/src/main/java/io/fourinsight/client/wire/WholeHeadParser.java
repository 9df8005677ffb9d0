package io.fourinsight.client.wire;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * Reads the head of an answer, and fails if the connection ends within it or if it does not end itself.
 *
 * <p>HttpCore's own takes what has come by then for the whole head. If {@code Content-Length} was still to come, an empty
 * body follows, complete by the rules (RFC 9112 section 6.3): a file that never arrived would be a file without samples.
 */
final class WholeHeadParser extends DefaultHttpResponseParser {

    /** The lines of the heads that came before this one of the same answer, and only announce it (1xx). */
    private int announced;

    WholeHeadParser(Http1Config configuration) {
        super(configuration);
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        BoundedLines lines = new BoundedLines(buffer, "the server", "head", announced);
        ClassicHttpResponse head = super.parse(lines, new UnendedInput(in, "head", buffer.length() > 0));
        // null where the connection ended before the head
        announced = head != null && head.getCode() < HttpStatus.SC_SUCCESS ? lines.total() : 0;
        return head;
    }
}
