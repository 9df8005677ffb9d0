package io.fourinsight.client.rest.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside {@code NextLinksTest}, which has what services send. */
class LinkTextTest {

    @ParameterizedTest
    @CsvSource({
        "/-._~azAZ09,             /-._~azAZ09",
        "https://h/`{[@/^},       https://h/%60%7B%5B@/%5E%7D",
        "/a b?c d#e f,            /a%20b?c%20d#e%20f",
        "#a b,                    #a%20b",
        "?a b,                    ?a%20b",
        "https://bücher.example:8443/x, https://xn--bcher-kva.example:8443/x"
    })
    void whatAUrlMustNotHoldIsEncoded(String link, String encoded) {
        assertThat(LinkText.encode(link)).isEqualTo(encoded);
    }

    /** A label of a host has 63 letters at most; what is wrong with another one is said where it is asked. */
    @Test
    void aHostOfPlainLettersStaysAsItIs() {
        String link = "https://" + "a".repeat(64) + "/x";
        assertThat(LinkText.encode(link)).isEqualTo(link);
    }
}
