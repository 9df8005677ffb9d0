package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.encode;
import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {

    private final Sandbox sandbox = Sandbox.start();
    private final TestClient client = new TestClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void entryIsFoundByNameAndId() {
        JsonNode entry = json(put("ns", "key", "{\"a\":1,\"b\":\"x\"}", false));
        assertThat(entry.path("Namespace").asText()).isEqualTo("ns");
        assertThat(entry.path("Key").asText()).isEqualTo("key");
        assertThat(entry.path("Value").toString()).isEqualTo("{\"a\":1,\"b\":\"x\"}");

        assertThat(json(client.reservoir("metadata/ns/key"))).isEqualTo(entry);
        assertThat(json(client.reservoir("metadata/" + entry.path("Id").asText())))
                .isEqualTo(entry);
    }

    @Test
    void overwritingIsForThoseWhoSaySo() {
        String id = id(put("ns", "key", "{\"a\":1}", false));

        assertThat(put("ns", "key", "{\"b\":2}", false).statusCode()).isEqualTo(409);
        assertThat(json(client.reservoir("metadata/ns/key")).path("Value").has("a"))
                .isTrue();
        JsonNode changed = json(put("ns", "key", "{\"b\":2}", true));
        assertThat(changed.path("Id").asText()).isEqualTo(id);
        assertThat(changed.path("Value").toString()).isEqualTo("{\"b\":2}");
    }

    @Test
    void namesAreBrowsed() {
        put("one", "x", "{}", false);
        put("one", "y", "{}", false);
        put("two", "x", "{}", false);

        assertThat(texts("metadata/")).containsExactlyInAnyOrder("one", "two", "sandbox");
        assertThat(texts("metadata/one")).containsExactlyInAnyOrder("x", "y");
        assertThat(texts("metadata/three")).isEmpty();
    }

    @Test
    void encodedSlashStaysInItsSegment() {
        String namespace = "a/b ..?c";
        put(namespace, "k/%2F", "{\"n\":\"v/w\"}", false);
        attach(Sandbox.BERGEN, id(client.reservoir("metadata/" + encode(namespace) + "/" + encode("k/%2F"))));

        assertThat(texts("metadata/" + encode(namespace))).containsExactly("k/%2F");
        assertThat(texts("timeseries/search/%s/%s/n/%s".formatted(encode(namespace), encode("k/%2F"), encode("v/w"))))
                .containsExactly(Sandbox.BERGEN);
        assertThat(client.reservoir("metadata/" + namespace.replaceAll("[ ?]", "") + "/k")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void entriesAreSearched() {
        put("ns", "one", "{\"a\":1,\"b\":2}", false);
        put("ns", "two", "{\"a\":1}", false);
        put("other", "one", "{\"a\":1}", false);

        assertThat(search("{\"Namespace\":\"ns\",\"Key\":\"one\",\"Value\":{}}"))
                .containsExactly("ns/one");
        assertThat(search("{\"Namespace\":\"ns\",\"Value\":{\"a\":1}}")).containsExactly("ns/one", "ns/two");
        assertThat(search("{\"Value\":{\"a\":1,\"b\":2}}")).containsExactly("ns/one");
        assertThat(search("{\"Namespace\":\"ns\",\"Key\":\"one\",\"Value\":{\"a\":\"1\"}}"))
                .isEmpty();
    }

    @Test
    void attachedMetadataIsInTheInfo() {
        String id = id(put("ns", "key", "{\"a\":1}", false));

        JsonNode info = json(attach(Sandbox.STAVANGER, id));

        assertThat(info).isEqualTo(json(client.reservoir("timeseries/" + Sandbox.STAVANGER)));
        assertThat(info.path("Metadata")).hasSize(1);
        assertThat(info.path("Metadata").get(0)).isEqualTo(json(client.reservoir("metadata/ns/key")));
        assertThat(json(attach(Sandbox.STAVANGER, id)).path("Metadata")).hasSize(1);

        JsonNode detached =
                json(client.reservoir("DELETE", "timeseries/" + Sandbox.STAVANGER + "/metadata", "[\"" + id + "\"]"));
        assertThat(detached.path("Metadata")).isEmpty();
    }

    @Test
    void unknownMetadataOrSeriesAttachesNothing() {
        String id = id(put("ns", "key", "{}", false));

        assertThat(attach("nope", id).statusCode()).isEqualTo(404);
        assertThat(client.reservoir("PUT", "timeseries/" + Sandbox.EMPTY + "/metadata", "[\"" + id + "\",\"nope\"]")
                        .statusCode())
                .isEqualTo(404);
        assertThat(json(client.reservoir("timeseries/" + Sandbox.EMPTY)).path("Metadata"))
                .isEmpty();
    }

    @Test
    void seriesAreFoundByTheirMetadata() {
        String one = id(put("ns", "one", "{\"a\":1,\"b\":\"x\"}", false));
        String two = id(put("ns", "two", "{\"a\":2}", false));
        attach(Sandbox.STAVANGER, one);
        attach(Sandbox.BERGEN, one);
        attach(Sandbox.BERGEN, two);

        JsonNode byNamespace = json(client.reservoir("timeseries/search/ns"));
        assertThat(byNamespace).hasSize(2);
        assertThat(byNamespace.path(Sandbox.BERGEN))
                .extracting(entry -> entry.path("Key").asText())
                .containsExactly("one", "two");
        assertThat(json(client.reservoir("timeseries/search/ns/one")).path(Sandbox.BERGEN))
                .hasSize(1);
        assertThat(json(client.reservoir("timeseries/search/ns/one/b"))).hasSize(2);
        assertThat(json(client.reservoir("timeseries/search/ns/two/b"))).isEmpty();
        assertThat(texts("timeseries/search/ns/two/a/2")).containsExactly(Sandbox.BERGEN);
        assertThat(texts("timeseries/search/ns/one/b/y")).isEmpty();
    }

    /** As the Python client says of the service. */
    @Test
    void ofAKeyTheBeginningIsSearchedAndOfAValueAPart() {
        attach(Sandbox.BERGEN, id(put("ns", "motion-7", "{\"position\":\"port bow\"}", false)));
        attach(Sandbox.STAVANGER, id(put("ns", "motion-71", "{\"position\":\"bow\",\"speed\":12}", false)));

        assertThat(json(client.reservoir("timeseries/search/ns/motion-7"))).hasSize(2);
        assertThat(json(client.reservoir("timeseries/search/ns/motion-71"))).hasSize(1);
        assertThat(json(client.reservoir("timeseries/search/ns/otion-7"))).isEmpty();
        assertThat(texts("timeseries/search/ns/motion/position/bow"))
                .containsExactlyInAnyOrder(Sandbox.BERGEN, Sandbox.STAVANGER);
        assertThat(texts("timeseries/search/ns/motion/speed/2")).containsExactly(Sandbox.STAVANGER);
        assertThat(json(client.reservoir("timeseries/search/n")))
                .as("a namespace is whole")
                .isEmpty();
        assertThat(json(client.reservoir("timeseries/search/ns/motion/pos")))
                .as("a name is whole")
                .isEmpty();
    }

    @Test
    void deletedMetadataLeavesItsSeries() {
        String id = id(put("ns", "key", "{}", false));
        attach(Sandbox.EMPTY, id);

        assertThat(client.reservoir("DELETE", "metadata/" + id, "").statusCode())
                .isEqualTo(204);

        assertThat(client.reservoir("DELETE", "metadata/" + id, "").statusCode())
                .isEqualTo(404);
        assertThat(client.reservoir("metadata/" + id).statusCode()).isEqualTo(404);
        assertThat(json(client.reservoir("timeseries/" + Sandbox.EMPTY)).path("Metadata"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata/ns/nope", "timeseries/search/", "timeseries/search/ns//name", "metadata/a/b/c"})
    void pathWithAHoleIsNotFound(String path) {
        assertThat(client.reservoir(path).statusCode()).isEqualTo(404);
    }

    @Test
    void valuesAreNeeded() {
        assertThat(client.reservoir("PUT", "metadata/ns/key?overwrite=true", "{\"a\":1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.reservoir("PUT", "timeseries/" + Sandbox.EMPTY + "/metadata", "{}")
                        .statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> put(String namespace, String key, String value, boolean overwrite) {
        return client.reservoir(
                "PUT",
                "metadata/%s/%s?overwrite=%s".formatted(encode(namespace), encode(key), overwrite),
                "{\"Value\":" + value + "}");
    }

    private HttpResponse<String> attach(String series, String id) {
        return client.reservoir("PUT", "timeseries/" + series + "/metadata", "[\"" + id + "\"]");
    }

    private static String id(HttpResponse<String> entry) {
        return json(entry).path("Id").asText();
    }

    private List<String> texts(String path) {
        return TestFiles.list(json(client.reservoir(path))).stream()
                .map(JsonNode::asText)
                .toList();
    }

    private List<String> search(String body) {
        return TestFiles.list(json(client.reservoir("POST", "metadata/search", body))).stream()
                .map(entry -> entry.path("Namespace").asText() + "/"
                        + entry.path("Key").asText())
                .toList();
    }
}
