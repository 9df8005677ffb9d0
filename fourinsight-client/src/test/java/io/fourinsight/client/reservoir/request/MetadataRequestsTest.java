package io.fourinsight.client.reservoir.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataRequestsTest {

    private static final String NASTY = "../a?b#c%2e d";
    private static final String ENCODED = "..%2Fa%3Fb%23c%252e%20d";

    private final ServiceUrl service = ServiceUrl.parse("reservoirUrl", "https://h/api/");
    private final MetadataRequests metadata = new MetadataRequests(service);
    private final ReservoirClient reservoir = new ReservoirClient(null, service);

    @Test
    void requestsAreThoseThatTheServiceIsKnownToAccept() throws IOException {
        assertRequest(metadata.get("m"), "GET", "metadata/m", null);
        assertRequest(metadata.get("ns", "k"), "GET", "metadata/ns/k", null);
        assertRequest(metadata.browse(), "GET", "metadata/", null);
        assertRequest(metadata.browse("ns"), "GET", "metadata/ns", null);
        assertRequest(metadata.delete("m"), "DELETE", "metadata/m", null);
        assertRequest(
                metadata.set("ns", "k", Map.of("a", 1), false),
                "PUT",
                "metadata/ns/k?overwrite=false",
                "{\"Value\":{\"a\":1}}");
        assertRequest(metadata.set("ns", "k", Map.of(), true), "PUT", "metadata/ns/k?overwrite=true", "{\"Value\":{}}");
        assertRequest(metadata.attach("s", "m"), "PUT", "timeseries/s/metadata", "[\"m\"]");
        assertRequest(metadata.detach("s", "m"), "DELETE", "timeseries/s/metadata", "[\"m\"]");
        assertRequest(reservoir.delete("s"), "DELETE", "timeseries/s", null);
    }

    @Test
    void searchForEntriesIsAPostThatCanBeRepeated() throws IOException {
        RestRequest search = metadata.search(new MetadataSearch("ns", null, null, null));

        assertRequest(search, "POST", "metadata/search", "{\"Namespace\":\"ns\",\"Value\":{}}");
        assertThat(search.repeatableStep()).isTrue();
        assertThat(body(metadata.search(new MetadataSearch("ns", "k", null, null))))
                .isEqualTo("{\"Namespace\":\"ns\",\"Key\":\"k\",\"Value\":{}}");
        assertThat(body(metadata.search(new MetadataSearch("ns", "k", "n", "v"))))
                .isEqualTo("{\"Namespace\":\"ns\",\"Key\":\"k\",\"Value\":{\"n\":\"v\"}}");
    }

    static Stream<Arguments> searches() {
        return Stream.of(
                Arguments.of(new MetadataSearch("ns", null, null, null), "ns"),
                Arguments.of(new MetadataSearch("ns", "k", null, null), "ns/k"),
                Arguments.of(new MetadataSearch("ns", "k", "n", null), "ns/k/n"),
                Arguments.of(new MetadataSearch("ns", "k", "n", "v"), "ns/k/n/v"),
                Arguments.of(new MetadataSearch("a/b", "c d", "%", "?x=1"), "a%2Fb/c%20d/%25/%3Fx%3D1"));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void searchForSeriesGoesAsFarAsItIsGiven(MetadataSearch search, String path) throws IOException {
        assertRequest(reservoir.search(search), "GET", "timeseries/search/" + path, null);
    }

    static Stream<Arguments> holes() {
        return Stream.of(
                Arguments.of(null, null, null, null, "namespace must be set for a search"),
                Arguments.of(null, "k", null, null, "namespace must be set for a search with key 'k'"),
                Arguments.of(null, "k", "n", "v", "namespace must be set for a search with key 'k'"),
                Arguments.of("ns", null, "n", null, "key must be set for a search with name 'n'"),
                Arguments.of("ns", null, null, "v", "key must be set for a search with value 'v'"),
                Arguments.of("ns", "k", null, "v", "name must be set for a search with value 'v'"));
    }

    @ParameterizedTest
    @MethodSource("holes")
    void searchWithAHoleNamesWhatIsMissing(String namespace, String key, String name, String value, String message) {
        assertThatThrownBy(() -> MetadataSearch.of(namespace, key, name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void searchForEntriesWithANameNeedsItsValue() {
        assertThatThrownBy(() -> metadata.search(new MetadataSearch("ns", "k", "n", null)))
                .hasMessageContaining("value must be set");
    }

    @Test
    void nothingInAnIdOrANameReachesAnotherResource() throws IOException {
        assertRequest(metadata.get(NASTY), "GET", "metadata/" + ENCODED, null);
        assertRequest(metadata.get(NASTY, NASTY), "GET", "metadata/" + ENCODED + "/" + ENCODED, null);
        assertRequest(metadata.browse(NASTY), "GET", "metadata/" + ENCODED, null);
        assertRequest(metadata.delete(NASTY), "DELETE", "metadata/" + ENCODED, null);
        assertRequest(
                metadata.set(NASTY, NASTY, Map.of(), false),
                "PUT",
                "metadata/" + ENCODED + "/" + ENCODED + "?overwrite=false",
                "{\"Value\":{}}");
        assertRequest(
                metadata.attach(NASTY, NASTY), "PUT", "timeseries/" + ENCODED + "/metadata", "[\"" + NASTY + "\"]");
        assertRequest(reservoir.delete(NASTY), "DELETE", "timeseries/" + ENCODED, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", ""})
    void dotsThatServersResolveAreRefused(String dots) {
        assertThatThrownBy(() -> metadata.get(dots)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metadata.get("ns", dots)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metadata.set(dots, "k", Map.of(), true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metadata.delete(dots)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metadata.detach(dots, "m")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reservoir.delete(dots)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reservoir.search(new MetadataSearch("ns", "k", "n", dots)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRequest(RestRequest request, String method, String target, String body)
            throws IOException {
        assertThat(request.method()).isEqualTo(method);
        assertThat(request.uri()).hasToString("https://h/api/" + target);
        assertThat(request.entity() == null ? null : body(request)).isEqualTo(body);
    }

    private static String body(RestRequest request) throws IOException {
        return new String(request.entity().getContent().readAllBytes(), StandardCharsets.UTF_8);
    }
}
