package io.fourinsight.camel.reservoir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EightDigitsTest {

    @Property
    void readsEveryNumberOfEightDigits(@ForAll @IntRange(max = 99_999_999) int number) {
        byte[] text = String.format("x%08d,", number).getBytes(StandardCharsets.US_ASCII);

        assertThat(EightDigits.parse(text, 1)).isEqualTo(number);
    }

    @Property
    void refusesWhatIsNotAllDigits(
            @ForAll @IntRange(max = 99_999_999) int number, @ForAll @IntRange(max = 7) int place, @ForAll byte other) {
        byte[] text = String.format("%08d", number).getBytes(StandardCharsets.US_ASCII);
        text[place] = other;

        assertThat(EightDigits.parse(text, 0) < 0).isEqualTo(other < '0' || other > '9');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/0000000", "0000000/", ":9999999", "9999999:", "-1234567", "12345,67", "1234567\n", "        "})
    void refusesNeighboursOfDigits(String text) {
        assertThat(EightDigits.parse(text.getBytes(StandardCharsets.US_ASCII), 0))
                .isNegative();
    }
}
