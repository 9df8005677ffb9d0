package io.fourinsight.client.reservoir.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {

    private static long parse(String text) {
        byte[] bytes = ("7" + text + "7").getBytes(StandardCharsets.ISO_8859_1);
        return Digits.parse(bytes, 1, bytes.length - 1);
    }

    @Property
    void readsEveryNumber(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long number) {
        assertThat(parse(Long.toString(number))).isEqualTo(number);
    }

    @Property
    void readsLeadingZeros(
            @ForAll @IntRange(min = 0, max = 99_999_999) int number, @ForAll @IntRange(min = 8, max = 19) int width) {
        assertThat(parse(String.format("%0" + width + "d", number))).isEqualTo(number);
    }

    @Property
    void refusesWhatIsNotAllDigits(
            @ForAll @IntRange(min = 1, max = 19) int length,
            @ForAll @IntRange(max = 18) int place,
            @ForAll @IntRange(max = 255) int other) {
        StringBuilder text = new StringBuilder("1".repeat(length));
        text.setCharAt(place % length, (char) other);

        assertThat(parse(text.toString()) < 0).isEqualTo(other < '0' || other > '9');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/0000000",
                "0000000/",
                ":9999999",
                "9999999:",
                "-1234567",
                "12345,67",
                "1234567\n",
                "        ",
                "9223372036854775808",
                "9999999999999999999",
                "00000000000000000000"
            })
    void refusesWhatIsNoNumberOrTooLarge(String text) {
        assertThat(parse(text)).isNegative();
    }
}
