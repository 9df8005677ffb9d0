package io.fourinsight.client.rest.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.rest.call.BlobRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://store.example/days/a.csv?sig=s1gn",
                "http://127.0.0.1:10000/days/a.csv?sig=s1gn",
                "http://localhost:10000/days/a.csv",
                "http://[::1]:10000/days/a.csv?sig=s1gn"
            })
    void httpsAndLoopbackAreTaken(String endpoint) {
        assertThat(SignedUrl.parse(endpoint).location()).hasToString(endpoint.replace("?sig=s1gn", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://store.example/days/a.csv?sig=s1gn",
                "https://me:pw@store.example/days/a.csv?sig=s1gn",
                "ftp://store.example/a?sig=s1gn",
                "file:///etc/passwd?sig=s1gn",
                "file://localhost/etc/passwd?sig=s1gn",
                "jar:https://store.example/a!/b?sig=s1gn",
                "https:store.example/a?sig=s1gn",
                "//store.example/a?sig=s1gn",
                "https:///a?sig=s1gn",
                "http://127.0.0.1@store.example/a?sig=s1gn",
                "http://127.0.0.1.store.example/a?sig=s1gn",
                "http://2130706433/a?sig=s1gn",
                "http://0.0.0.0/a?sig=s1gn",
                "https://store.example:99999/a?sig=s1gn",
                "https://store.example/a#b?sig=s1gn",
                "https://store.example/a?sig=s1gn#b",
                "https://store.example/a?#s1gn",
                "/days/a.csv?sig=s1gn",
                "https://store.example/days/a.csv?sig=s1gn^",
                "https://store.example/a b?sig=s1gn",
                "?sig=s1gn"
            })
    void othersAreRefusedWithoutShowingTheSignature(String endpoint) {
        assertThatThrownBy(() -> SignedUrl.parse(endpoint))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .message()
                .contains("Endpoint")
                .doesNotContain("s1gn", "pw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2Fb%2B", "a%2fb%2b", "a/b+", "A%2Fb%2b"})
    void theSignatureIsMaskedHoweverItIsEncoded(String quoted) {
        SignedUrl url = SignedUrl.parse("https://store.example/a.csv?sv=1&sig=a%2fb%2B");

        assertThat(url.mask("<Error>" + quoted + "</Error>")).isEqualTo("<Error>***</Error>");
    }

    @Test
    void anEmptyQueryHoldsNothingToMask() {
        assertThat(SignedUrl.parse("https://store.example/a.csv?").mask("text")).isEqualTo("text");
    }

    @Test
    void aParameterIsAddedBehindTheSignature() {
        SignedUrl signed = SignedUrl.parse("https://store.example/a.csv?sig=s1gn");
        assertThat(signed.with("blockid", "a b+").suffix()).isEqualTo("?sig=s1gn&blockid=a%20b%2B");
        SignedUrl bare = SignedUrl.parse("https://store.example/a.csv");
        assertThat(bare.suffix()).isEmpty();
        assertThat(bare.with("comp", "block").suffix()).isEqualTo("?comp=block");
    }

    @Test
    void itsTextIsItsLocation() {
        assertThat(SignedUrl.parse("https://store.example/a.csv?sv=1&sig=s1gn"))
                .hasToString("https://store.example/a.csv?***");
        assertThat(BlobRequest.get(SignedUrl.parse("https://store.example/a.csv?sv=1&sig=s1gn"))
                        .toString())
                .doesNotContain("s1gn");
    }
}
