package io.fourinsight.client.reservoir.upload;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A text as UTF-8, encoded piece by piece while it is read: text may be large, and there is no second copy of it. */
final class Utf8Stream extends InputStream {

    private static final int PIECE = 8192;

    private final String text;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final CharBuffer chars = CharBuffer.allocate(PIECE).limit(0);
    // of the most bytes that a char may become
    private final ByteBuffer bytes = ByteBuffer.allocate(3 * PIECE).limit(0);
    private int at;

    Utf8Stream(String text) {
        this.text = text;
    }

    @Override
    public int read() {
        return hasMore() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
        if (count == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int most = Math.min(count, bytes.remaining());
        bytes.get(target, offset, most);
        return most;
    }

    /** The first half of a pair may be the last char of a piece; it then waits for the next one. */
    private boolean hasMore() {
        while (!bytes.hasRemaining()) {
            if (at == text.length() && !chars.hasRemaining()) {
                return false;
            }
            chars.compact();
            int next = Math.min(chars.remaining(), text.length() - at);
            text.getChars(at, at + next, chars.array(), chars.position());
            chars.position(chars.position() + next).flip();
            at += next;
            encoder.encode(chars, bytes.clear(), at == text.length());
            bytes.flip();
        }
        return true;
    }
}
