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

    @Property
    void writesEveryNumberAsJavaDoes(@ForAll long number) {
        assertThat(written(number)).isEqualTo(Long.toString(number));
    }

    @Property
    void writesTimesAsJavaDoes(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long number, @ForAll @IntRange(max = 18) int shorter) {
        long time = number / (long) Math.pow(10, shorter);

        assertThat(written(time)).isEqualTo(Long.toString(time));
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                -1,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                9_999_999_999_999_999L,
                10_000_000_000_000_000L,
                1_000_000_010_000_000_000L,
                1_000_000_000_000_000_000L,
                999_999_999_999_999_999L
            })
    void writesWhereTheNumberOfDigitsChanges(long number) {
        assertThat(written(number)).isEqualTo(Long.toString(number));
    }

    @Property
    void writesWholeNumbersWithoutZerosInFront(@ForAll @IntRange(max = 99_999_999) int number) {
        byte[] target = new byte[Digits.ROOM];
        int end = Digits.writeWhole(number, target, 0);

        assertThat(new String(target, 0, end, StandardCharsets.ISO_8859_1)).isEqualTo(Integer.toString(number));
    }

    @Property
    void writesDecimalsWithoutZerosAtTheirEnd(@ForAll @IntRange(max = 99_999_999) int number) {
        byte[] target = new byte[Digits.ROOM];
        int end = Digits.writeDecimals(number, target, 0);

        assertThat(new String(target, 0, end, StandardCharsets.ISO_8859_1))
                .isEqualTo(String.format("%08d", number).replaceFirst("(?<=.)0+$", ""));
    }

    private static String written(long number) {
        byte[] target = new byte[24];
        int end = Digits.write(number, target, 2);
        return new String(target, 2, end - 2, StandardCharsets.ISO_8859_1);
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
