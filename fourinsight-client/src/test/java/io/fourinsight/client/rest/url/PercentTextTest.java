package io.fourinsight.client.rest.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"a%41, aA", "%41, A", "%20a, \" a\"", "%C3%B8, ø", "%c3%b8+, ø+", "%2F%2f, //"})
    void twoDigitsAreAByte(String text, String decoded) {
        assertThat(PercentText.decode(text)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @CsvSource({"a%", "a%4", "100%", "%G1", "%1G", "%%%", "ø%"})
    void aPercentSignWithoutThemStays(String text) {
        assertThat(PercentText.decode(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"%00, 0", "%0A, 10", "%10, 16"})
    void aDigitMayBeZero(String text, int character) {
        assertThat(PercentText.decode(text)).isEqualTo(String.valueOf((char) character));
        assertThat(PercentText.decode(text + "a")).hasSize(2).endsWith("a");
    }
}
