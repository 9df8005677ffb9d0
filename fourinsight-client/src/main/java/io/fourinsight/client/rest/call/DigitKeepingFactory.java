package io.fourinsight.client.rest.call;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigDecimal;

/** Makes parsers that say of a decimal whether it is a {@code Double}, or a {@code BigDecimal} whose digits one would lose. */
final class DigitKeepingFactory extends JsonFactory {

    private static final long serialVersionUID = 1L;

    private static final int MOST_WHOLE = 7;
    private static final int MOST_DECIMALS = 8;
    private static final int LARGE_DECIMALS = 3;

    @Override
    protected JsonParser _createParser(byte[] json, int offset, int length, IOContext context) throws IOException {
        if (!isPlain(json, offset, length)) {
            return new OfAnyEncoding(super._createParser(json, offset, length, context));
        }
        context.setEncoding(JsonEncoding.UTF8);
        return new OfUtf8(this, json, offset, length, context);
    }

    /**
     * Whether it begins as UTF-8 does without a mark: JSON begins with a character of ASCII, one of whose first two bytes
     * is zero in UTF-16 and UTF-32.
     */
    private static boolean isPlain(byte[] json, int offset, int length) {
        return length > 1 && json[offset] > 0 && json[offset + 1] != 0;
    }

    /** What nearly all answers are; a parser of its own is faster than one that asks another. */
    private static final class OfUtf8 extends UTF8StreamJsonParser {

        OfUtf8(DigitKeepingFactory factory, byte[] json, int offset, int length, IOContext context) {
            super(
                    context,
                    factory._parserFeatures,
                    null,
                    factory._objectCodec,
                    factory._byteSymbolCanonicalizer.makeChild(factory._factoryFeatures),
                    json,
                    offset,
                    offset + length,
                    0,
                    false);
        }

        /** What Jackson asks when it makes a value of a decimal. */
        @Override
        public NumberTypeFP getNumberTypeFP() throws IOException {
            return losesDigits(this) ? NumberTypeFP.BIG_DECIMAL : super.getNumberTypeFP();
        }
    }

    /** For what begins with a mark, is in UTF-16 or UTF-32, or is one byte. */
    private static final class OfAnyEncoding extends JsonParserDelegate {

        OfAnyEncoding(JsonParser parser) {
            super(parser);
        }

        @Override
        public NumberTypeFP getNumberTypeFP() throws IOException {
            return losesDigits(delegate) ? NumberTypeFP.BIG_DECIMAL : super.getNumberTypeFP();
        }
    }

    private static boolean losesDigits(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_FLOAT || isShort(parser)) {
            return false;
        }
        String text = parser.getText();
        double number = Double.parseDouble(text);
        return !Double.toString(number).equals(text)
                && !(Double.isFinite(number) && new BigDecimal(text).equals(BigDecimal.valueOf(number)));
    }

    /**
     * Whether the number looks like {@code -1234567.12345678}: at most seven digits, a point, and at most eight, of which
     * the last is no zero and, below one, one of the first three is none. A {@code Double} keeps fifteen digits and is
     * written just so. Most numbers are such, and to try it takes many times as long.
     */
    private static boolean isShort(JsonParser parser) throws IOException {
        char[] text = parser.getTextCharacters();
        int end = parser.getTextOffset() + parser.getTextLength();
        int start = parser.getTextOffset() + (text[parser.getTextOffset()] == '-' ? 1 : 0);
        int point = start;
        while (point < end && text[point] != '.') {
            point++;
        }
        int decimals = end - point - 1;
        if (point - start > MOST_WHOLE || decimals < 1 || decimals > MOST_DECIMALS) {
            return false;
        }
        boolean isLarge = text[start] != '0' || decimals == 1;
        for (int at = point + 1; at < end; at++) {
            if (text[at] < '0' || text[at] > '9') {
                return false; // an exponent
            }
            isLarge |= text[at] != '0' && at - point <= LARGE_DECIMALS;
        }
        return isLarge && (text[end - 1] != '0' || decimals == 1);
    }
}
