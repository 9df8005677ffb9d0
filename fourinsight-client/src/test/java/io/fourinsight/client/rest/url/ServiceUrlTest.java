package io.fourinsight.client.rest.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://h,           https://h/ping",
        "https://h/,          https://h/ping",
        "https://h/api,       https://h/api/ping",
        "https://h/api/,      https://h/api/ping",
        "http://[::1]:80/a/b, http://[::1]:80/a/b/ping"
    })
    void resolvingJoinsWithOneSlash(String base, String url) {
        assertThat(ServiceUrl.parse("apiUrl", base).resolve("ping")).hasToString(url);
    }

    @Test
    void anIdStaysOneSegmentWhateverItHolds() {
        URI url = ServiceUrl.parse("apiUrl", "https://h/api").resolve("timeseries", "a/b?c#d%e f\\æ;..\0", "x");

        assertThat(url).hasToString("https://h/api/timeseries/a%2Fb%3Fc%23d%25e%20f%5C%C3%A6%3B..%00/x");
    }

    @ParameterizedTest
    @CsvSource({
        "%2F,          %252F",
        "%2e%2e,       %252e%252e",
        "..;,          ..%3B",
        "..\\..,       ..%5C..",
        "' a ',        %20a%20",
        "'a\r\nb',       a%0D%0Ab",
        "🌊,           %F0%9F%8C%8A",
        "//evil,       %2F%2Fevil",
        "a@b:c,        a%40b%3Ac"
    })
    void noCharacterOfAnIdIsTakenForPartOfAUrl(String id, String encoded) {
        URI url = ServiceUrl.parse("apiUrl", "https://h/api").resolve("timeseries", id, "x");

        assertThat(url.getRawPath()).isEqualTo("/api/timeseries/" + encoded + "/x");
        assertThat(url.getHost()).isEqualTo("h");
        assertThat(url.getRawQuery()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "\ud83c", "a\udf0ab"})
    void whatNoEncodingKeepsInPlaceIsRefused(String segment) {
        assertThatThrownBy(() -> ServiceUrl.parse("apiUrl", "https://h/").resolve("x", segment))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example/",
                "http://10.0.0.1/",
                "http://localhost.evil.example/",
                "http://127.0.0.1.evil.example/",
                "ftp://localhost/",
                "api.example",
                "/api",
                "https:///x",
                "https://h:65536/",
                "https://h/?q",
                "https://h/#f",
                "https://h/ x",
                ""
            })
    void otherUrlsAreRefusedWithTheOptionsName(String url) {
        assertThatThrownBy(() -> ServiceUrl.parse("reservoirUrl", url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("reservoirUrl ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1",
                "http://127.0.0.1:1",
                "http://[::1]:1",
                "HTTP://LOCALHOST:1",
                " https://h ",
                "https://h:65535"
            })
    void httpsEverywhereAndHttpToLoopback(String url) {
        assertThat(ServiceUrl.parse("apiUrl", url)).isNotNull();
    }

    @Test
    void aHostThatJavaDoesNotKnowAsOneIsRefusedWithTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceUrl.parse("apiUrl", "https://my_host.example:8443/api"))
                .withMessageContaining(
                        "apiUrl 'https://my_host.example:8443/api' cannot be used: the host name 'my_host.example' cannot")
                .withMessageContaining("no underscore");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignedUrl.parse("https://my_store/a.csv?sig=secret"))
                .withMessageContaining("'my_store'")
                .withMessageContaining("no underscore")
                .withMessageNotContaining("secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceUrl.parseSecure("tokenUrl", "https://jane:s3cret@my_host/token"))
                .withMessageContaining("must not hold user information")
                .withMessageNotContaining("s3cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServiceUrl.parse("apiUrl", "https://jane:s3cret@h/ x"))
                .withMessageContaining("it is not a URL")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void itsTextIsItsUrl() {
        assertThat(ServiceUrl.parse("apiUrl", "https://h/api")).hasToString("https://h/api/");
    }

    @Test
    void emptyUserInformationIsRefusedToo() {
        assertThatThrownBy(() -> ServiceUrl.parse("apiUrl", "https://@h/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user information");
    }

    @Test
    void userInformationIsRefusedAndNotShown() {
        assertThatThrownBy(() -> ServiceUrl.parse("apiUrl", "https://eve:secret@h/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("apiUrl ")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/api,      https://h/api/x,        true",
        "https://h/api,      https://h/api/../x,     false",
        "https://h/api,      https://h/apix,         false",
        "https://h/api,      https://h.evil/api/x,   false",
        "https://h//api,     https://h//api/x,       true",
        "https://h//api,     https://h/x,            false",
        "https://h/a/../api, https://h/api/x,        true"
    })
    void itHoldsOnlyWhatIsBelowItsPath(String base, URI url, boolean held) {
        assertThat(ServiceUrl.parse("apiUrl", base).holds(url)).isEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/x,        true",
        "HTTPS://H:443/x,    true",
        "http://h/x,         false",
        "https://h:444/x,    false",
        "https://h:0/x,      false",
        "https://h.evil/x,   false",
        "https://u@h/x,      false",
        "/x,                 false",
        "mailto:h,           false"
    })
    void itOwnsOnlyItsSchemeHostAndPort(URI url, boolean owned) {
        assertThat(ServiceUrl.parse("apiUrl", "https://h/api").owns(url)).isEqualTo(owned);
    }
}
