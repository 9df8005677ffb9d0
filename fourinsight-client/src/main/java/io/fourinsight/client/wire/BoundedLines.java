package io.fourinsight.client.wire;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpTransportMetrics;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * The input of a connection that gives lines only up to a limit, so that no head and no trailer fills the memory.
 *
 * <p>HttpCore has a limit for a line, which {@link #LIMITS} sets, but none for all of them: not for the lines of one
 * head, and not for the heads that announce another (1xx).
 */
final class BoundedLines implements SessionInputBuffer {

    private static final int MOST_IN_A_LINE = 64 << 10;
    private static final int MOST_IN_ALL = 512 << 10;
    private static final int MOST_LINES = 10_000;
    private static final String LONG_LINE = "a line of more than 64 KiB in its ";

    /** The line before a chunk and the empty one behind it have less than this, unless they bring something of their own. */
    private static final int LINES_OF_A_CHUNK = 64;

    /**
     * What HttpCore itself can limit; a line has its end besides. HttpCore takes 100 headers at most since 5.4, which is
     * fewer than some gateways send, so that its limit lies beyond ours.
     */
    static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(MOST_IN_A_LINE + 2)
            .setMaxHeaderCount(MOST_LINES + 1)
            .build();

    private final SessionInputBuffer buffer;
    private final String server;
    private final String part;
    private int before;
    private int sinceData;
    private int lines;
    private int unfolded;

    /**
     * @param server for the error
     * @param part what the lines belong to, for the error
     * @param before how many bytes of lines came before these
     */
    BoundedLines(SessionInputBuffer buffer, String server, String part, int before) {
        this.buffer = buffer;
        this.server = server;
        this.part = part;
        this.before = before;
    }

    /** How many bytes of lines have come. */
    int total() {
        return before + sinceData;
    }

    @Override
    public int readLine(CharArrayBuffer line, InputStream in) throws IOException {
        int start = line.length();
        int read;
        try {
            read = buffer.readLine(line, in);
        } catch (MessageConstraintException e) {
            OversizedHeadException tooLong = new OversizedHeadException(server, LONG_LINE + part);
            tooLong.initCause(e);
            throw tooLong;
        }
        count(line.length() - start, line.length() > start && Character.isWhitespace(line.charAt(start)));
        return read;
    }

    /** @param folded whether the line goes on with the one before it (RFC 9112 section 5.2) */
    private void count(int length, boolean folded) throws OversizedHeadException {
        unfolded = folded ? unfolded + length : length;
        sinceData += length + 2;
        lines++;
        if (unfolded > MOST_IN_A_LINE) {
            throw new OversizedHeadException(server, LONG_LINE + part);
        }
        if (lines > MOST_LINES) {
            throw new OversizedHeadException(server, "more than " + MOST_LINES + " lines in its " + part);
        }
        if (total() > MOST_IN_ALL) {
            throw new OversizedHeadException(server, "more than 512 KiB of lines in its " + part);
        }
    }

    /** Data makes up for the two lines that each chunk needs, but not for what else is in them. */
    private int data(int read) {
        if (read >= 0) {
            before += sinceData <= LINES_OF_A_CHUNK ? 0 : sinceData;
            sinceData = 0;
            lines = 0;
        }
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int count, InputStream in) throws IOException {
        return data(buffer.read(target, offset, count, in));
    }

    @Override
    public int read(byte[] target, InputStream in) throws IOException {
        return data(buffer.read(target, in));
    }

    @Override
    public int read(InputStream in) throws IOException {
        return data(buffer.read(in));
    }

    @Override
    public int length() {
        return buffer.length();
    }

    @Override
    public int capacity() {
        return buffer.capacity();
    }

    @Override
    public int available() {
        return buffer.available();
    }

    @Override
    public HttpTransportMetrics getMetrics() {
        return buffer.getMetrics();
    }
}
