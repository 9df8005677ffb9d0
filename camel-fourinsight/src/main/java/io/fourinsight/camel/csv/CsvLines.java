package io.fourinsight.camel.csv;

import io.fourinsight.camel.csv.CsvFormatException.Fault;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text, unpacked and decoded, with their numbers; each ends at LF, CRLF or CR, the last one also at the end
 * of the text.
 *
 * <p>A line that is too long or not in the charset is a line all the same, so that the next one can be read.
 */
final class CsvLines implements Closeable {

    /** How many characters a line may have. */
    static final int LONGEST = 1024 * 1024;

    private static final int BLOCK = 64 * 1024;

    /** Stands for bytes that are not in the charset: half of a pair, which no decoder makes alone. */
    private static final char MALFORMED = '\udfff';

    private final InputStream source;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(BLOCK).limit(0);
    private final Deque<Line> returned = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private boolean ended;
    private long number;

    private CsvLines(InputStream source, Charset charset) {
        this.source = source;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * @param charset null for UTF-8, unless a byte order mark says something else
     * @throws Fault if this is no text
     */
    static CsvLines open(InputStream packed, @Nullable Charset charset) throws IOException, Fault {
        InputStream text = unpacked(packed);
        PushbackInputStream input = new PushbackInputStream(text, 4);
        byte[] head = input.readNBytes(4);
        Charset marked = head.length < 2 ? null : charsetOfMark(head);
        int mark = marked == null ? 0 : marked.equals(StandardCharsets.UTF_8) ? 3 : 2;
        // of another charset the mark is text
        boolean skipped = mark > 0 && (charset == null || isUnicode(charset));
        int from = skipped ? mark : 0;
        input.unread(head, from, head.length - from);
        Charset used = skipped && marked != null ? marked : charset == null ? StandardCharsets.UTF_8 : charset;
        check(head, used);
        return new CsvLines(input, used);
    }

    private static InputStream unpacked(InputStream packed) throws IOException {
        PushbackInputStream input = new PushbackInputStream(packed, 2);
        byte[] head = input.readNBytes(2);
        input.unread(head);
        boolean isGzip = head.length == 2 && head[0] == 0x1f && head[1] == (byte) 0x8b;
        return isGzip ? new GzipMembers(input) : input;
    }

    private static @Nullable Charset charsetOfMark(byte[] head) {
        int first = (head[0] & 0xff) << 8 | head[1] & 0xff;
        if (first == 0xefbb && head.length > 2 && head[2] == (byte) 0xbf) {
            return StandardCharsets.UTF_8;
        }
        return first == 0xfeff ? StandardCharsets.UTF_16BE : first == 0xfffe ? StandardCharsets.UTF_16LE : null;
    }

    private static boolean isUnicode(Charset charset) {
        return charset.name().startsWith("UTF-");
    }

    /** Names the two kinds of file that are most often taken for CSV. */
    private static void check(byte[] head, Charset used) throws Fault {
        if (head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4) {
            throw new Fault(
                    1, null, null, "a zip archive, as a workbook (.xlsx) is one, and not CSV; export it as CSV");
        }
        if (!used.name().startsWith("UTF-16") && !used.name().startsWith("UTF-32")) {
            for (byte one : head) {
                if (one == 0) {
                    throw new Fault(1, null, "charset", "not text in " + used + ": it may be UTF-16 without a mark");
                }
            }
        }
    }

    Charset charset() {
        return decoder.charset();
    }

    /** The number of the line that was read last, 0 before the first. */
    long number() {
        return number;
    }

    /** Gives lines back that were read, to be read again before all others. */
    void giveBack(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            returned.addFirst(lines.get(i));
        }
    }

    /** The next line, null at the end. */
    @Nullable
    Line next() throws IOException {
        Line again = returned.poll();
        if (again != null) {
            return again;
        }
        text.setLength(0);
        Condition condition = Condition.WHOLE;
        boolean any = false;
        while (chars.hasRemaining() || fill()) {
            any = true;
            int from = chars.position();
            int end = endOfLine(from);
            if (text.length() + end - from > LONGEST) {
                condition = Condition.TOO_LONG;
            } else {
                text.append(chars.array(), from, end - from);
            }
            if (condition == Condition.WHOLE && holdsMalformed(from, end)) {
                condition = Condition.MALFORMED;
            }
            chars.position(end);
            if (chars.hasRemaining()) {
                return line(lineEnd(), condition);
            }
        }
        return any ? line("", condition) : null;
    }

    private Line line(String end, Condition condition) {
        return new Line(++number, text.toString(), end, condition);
    }

    private int endOfLine(int from) {
        char[] array = chars.array();
        int at = from;
        while (at < chars.limit() && array[at] != '\n' && array[at] != '\r') {
            at++;
        }
        return at;
    }

    private boolean holdsMalformed(int from, int end) {
        char[] array = chars.array();
        for (int at = from; at < end; at++) {
            // a block never begins within a pair
            if (array[at] == MALFORMED && (at == 0 || !Character.isHighSurrogate(array[at - 1]))) {
                return true;
            }
        }
        return false;
    }

    private String lineEnd() throws IOException {
        if (chars.get() == '\n') {
            return "\n";
        }
        boolean followed = (chars.hasRemaining() || fill()) && chars.get(chars.position()) == '\n';
        if (followed) {
            chars.get();
        }
        return followed ? "\r\n" : "\r";
    }

    /** Decodes the next block, up to the first bytes that are not in the charset; false at the end. */
    private boolean fill() throws IOException {
        chars.clear();
        boolean more = true;
        while (more && chars.position() == 0) {
            // room for the character that stands for what is malformed
            chars.limit(chars.capacity() - 1);
            CoderResult result = decoder.decode(bytes, chars, ended);
            chars.limit(chars.capacity());
            if (result.isError()) {
                bytes.position(bytes.position() + result.length());
                chars.put(MALFORMED);
            } else if (chars.position() == 0) {
                more = !ended;
                read();
            }
        }
        chars.flip();
        return chars.hasRemaining();
    }

    private void read() throws IOException {
        if (!ended) {
            bytes.compact();
            int read = source.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = read < 0;
            bytes.position(bytes.position() + Math.max(0, read));
            bytes.flip();
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Whether a line can be read. */
    enum Condition {
        WHOLE,
        TOO_LONG,
        MALFORMED
    }

    /** A line without its end, which is empty if the text ends first. */
    record Line(long number, String text, String end, Condition condition) {

        /** Its fault, null if it has none. */
        @Nullable
        Fault fault(Charset charset) {
            return switch (condition) {
                case WHOLE -> null;
                case TOO_LONG -> new Fault(number, null, null, "longer than " + LONGEST + " characters");
                case MALFORMED -> new Fault(number, null, "charset", "not in the charset " + charset);
            };
        }
    }
}
