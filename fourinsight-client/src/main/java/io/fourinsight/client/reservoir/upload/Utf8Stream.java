package io.fourinsight.client.reservoir.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A text as UTF-8, encoded piece by piece while it is read: text may be large, and there is no second copy of it. */
public final class Utf8Stream extends InputStream {

    private static final int PIECE = 8192;

    private final Reader text;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final CharBuffer chars = CharBuffer.allocate(PIECE).limit(0);
    // of the most bytes that a char may become
    private final ByteBuffer bytes = ByteBuffer.allocate(3 * PIECE).limit(0);
    private boolean ended;

    /** The text of a reader, which closing the stream closes. */
    public Utf8Stream(Reader text) {
        this.text = text;
    }

    Utf8Stream(String text) {
        this(new StringReader(text));
    }

    /** Text in another charset; reading it fails at bytes that this does not have. */
    public static InputStream of(InputStream source, Charset charset) {
        return new Utf8Stream(new InputStreamReader(
                source,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
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
    private boolean hasMore() throws IOException {
        while (!bytes.hasRemaining()) {
            if (ended && !chars.hasRemaining()) {
                return false;
            }
            chars.compact();
            try {
                ended = ended || text.read(chars) < 0;
            } catch (CharacterCodingException e) {
                throw new IOException("The bytes are not text in the charset that was named", e);
            }
            chars.flip();
            encoder.encode(chars, bytes.clear(), ended);
            bytes.flip();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
