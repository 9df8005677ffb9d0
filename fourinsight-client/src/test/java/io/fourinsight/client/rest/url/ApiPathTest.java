package io.fourinsight.client.rest.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathTest {

    private static final ServiceUrl API = ServiceUrl.parse("apiUrl", "https://api.example/base");

    @ParameterizedTest
    @CsvSource({
        "v1.1/Campaigns,                       https://api.example/base/v1.1/Campaigns",
        "/v1.1/Campaigns/,                     https://api.example/base/v1.1/Campaigns",
        "v1/a b/ø%C3%A6,                       https://api.example/base/v1/a%20b/%C3%B8%C3%A6",
        "v1/100%/a%2Fb,                        https://api.example/base/v1/100%25/a%2Fb",
        "v1/Risers(5),                         https://api.example/base/v1/Risers%285%29",
        "v1/x?$top=5,                          https://api.example/base/v1/x?%24top=5",
        "https://api.example/v1/x?a=b+c%2B#f,  https://api.example/v1/x?a=b+c%2B",
        "https://api.example/v1/a b?t={ø}&u=%20, https://api.example/v1/a%20b?t=%7B%C3%B8%7D&u=%20",
        "HTTPS://API.example:443/v1/x,         HTTPS://API.example:443/v1/x"
    })
    void aPathLeadsToTheApi(String path, String url) {
        assertThat(ApiPath.resolve(API, path, null)).hasToString(url);
    }

    @Test
    void theQueryIsEncodedAndItsLiteralsMayHoldWhatSeparates() {
        assertThat(ApiPath.resolve(API, "v1/x", "$filter=Title eq 'A & B + 100 %'&$top=5"))
                .hasToString("https://api.example/base/v1/x"
                        + "?%24filter=Title%20eq%20%27A%20%26%20B%20%2B%20100%20%25%27&%24top=5")
                .satisfies(url -> assertThat(url.getQuery())
                        .as("what the server decodes")
                        .isEqualTo("$filter=Title eq 'A & B + 100 %'&$top=5"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "?$top=5|$top=5",
                "a=1&&b=2&|a=1&b=2",
                "flag|flag",
                "t eq 'it''s & more'&b=1|t eq 'it''s & more'&b=1",
                "name=O'Hara&b=1|name=O'Hara&b=1",
                "a=x=y#z|a=x=y#z",
                "a=æøå|a=æøå"
            })
    void queriesSurvive(String query, String decoded) {
        assertThat(ApiPath.resolve(API, "x", query).getQuery()).isEqualTo(decoded);
    }

    @Test
    void anUnbalancedQuoteDoesNotSwallowTheNextParameter() {
        assertThat(ApiPath.resolve(API, "x", "name=O'Hara&b=1").getRawQuery()).isEqualTo("name=O%27Hara&b=1");
    }

    @Test
    void aParameterWithoutANameStaysOne() {
        assertThat(ApiPath.resolve(API, "x", "=5").getRawQuery()).isEqualTo("=5");
    }

    @Test
    void segmentsStayInTheirPlacesAndMayHaveAQuery() {
        assertThat(ApiPath.resolve(API, List.of("v1", "a/b"), "$top=5"))
                .hasToString("https://api.example/base/v1/a%2Fb?%24top=5");
        assertThat(ApiPath.resolve(API, List.of("v1", "x"), null)).hasToString("https://api.example/base/v1/x");
        assertThat(ApiPath.resolve(API, List.of("v1", "x"), " ")).hasToString("https://api.example/base/v1/x");
    }

    @Test
    void aQueryIsAddedToThatOfAWholeUrlWhichStaysAsItIs() {
        assertThat(ApiPath.resolve(API, "https://api.example/x?a=b+c%2Bd&$t='%27", "q=1 2"))
                .hasToString("https://api.example/x?a=b+c%2Bd&$t='%27&q=1%202");
        assertThat(ApiPath.resolve(API, "x?a=1", "b=2").getRawQuery()).isEqualTo("a=1&b=2");
        assertThat(ApiPath.resolve(API, "x", " & ").getRawQuery()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1/internal",
                "internal/x",
                "/INTERNAL/x/",
                "v1/%69nternal/x",
                "v1/%2569nternal/x",
                "v1/a%2Finternal/x",
                "v1/a\\internal",
                "https://api.example/v1/Internal?x=1",
                "https://api.example/v1/int%65rnal"
            })
    void aSegmentInternalIsRefused(String path) {
        assertRefused(path, "internal");
    }

    @Test
    void theWordInternalElsewhereIsFine() {
        ApiPath.resolve(API, "v1/internals/uninternal", "$filter=Title eq 'internal turret'&internal=/internal/");
        ApiPath.resolve(API, "v1/x?internal=/internal/", null);
        ApiPath.resolve(API, "https://api.example/x?a=/internal/", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "v1/../x",
                "v1/%2e%2e/x",
                "v1/%252E%252e/x",
                "v1/..%2Fx",
                "v1/..\\x",
                "./x",
                "https://api.example/v1/../x",
                "https://api.example/v1/%2e%2e/x"
            })
    void climbingIsRefused(String path) {
        assertRefused(path, "must not contain '.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "?a=1", "//evil.example/x", "v1//x", "x//", "//"})
    void emptyPathsAndSegmentsAreRefused(String path) {
        assertRefused(path, "empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/x",
                "http://api.example/x",
                "https://api.example:8443/x",
                "https://api.example.evil/x",
                "https://eve:secret@api.example/x",
                "https://api.example@evil.example/x",
                "ftp://api.example/x",
                "https:///x"
            })
    void otherHostsAreRefusedWithoutShowingCredentials(String path) {
        assertThatThrownBy(() -> ApiPath.resolve(API, path, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("path ")
                .hasMessageNotContaining("secret");
    }

    private static void assertRefused(String path, String why) {
        assertThatThrownBy(() -> ApiPath.resolve(API, path, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("path '" + path + "'")
                .hasMessageContaining(why);
    }
}
