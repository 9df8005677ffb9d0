package io.fourinsight.camel;

import static io.fourinsight.client.testing.ScriptedServer.reply;
import static io.fourinsight.client.testing.ScriptedServer.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.options.MetadataExistsException;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The resource {@code metadata}, and what {@code timeseries} does with it, at a server that is told what to answer. */
class MetadataTest {

    private static final ScriptedServer.Script HANG_UP = (request, out) -> {
        throw new ScriptedServer.HangUp();
    };

    private final Sandbox sandbox = Sandbox.start();
    private final SandboxContext context = new SandboxContext(sandbox);
    private final ScriptedServer reservoir = new ScriptedServer(reply(200, "{\"Id\":\"m\"}"));

    @BeforeEach
    void start() {
        context.configuration().setReservoirUrl(reservoir.uri("/api/").toString());
        context.configuration().setRetryBackoff(java.time.Duration.ofMillis(1));
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
        sandbox.close();
        reservoir.close();
    }

    /** On the component, where operations may find options that they do not use. */
    private void setAllIds() {
        FourInsightConfiguration configuration = context.configuration();
        configuration.setSeriesId("s");
        configuration.setMetadataId("m");
        configuration.setNamespace("ns");
        configuration.setKey("k");
        configuration.setName("n");
        configuration.setValue("v");
    }

    private Exchange sendBody(Object body, String uri) throws Exception {
        return context.route("route", "fourinsight:" + uri).sendBody("route", body);
    }

    private Object body(Object body, String uri) throws Exception {
        Exchange exchange = sendBody(body, uri);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody();
    }

    private List<String> requests() {
        return reservoir.seen().stream()
                .map(seen -> (seen.method() + " " + seen.target() + " " + seen.body()).trim())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata?metadataId=m | GET /api/metadata/m",
                "metadata?namespace=ns&key=k | GET /api/metadata/ns/k",
                "metadata?operation=set&namespace=ns&key=k | PUT /api/metadata/ns/k?overwrite=false {\"Value\":{\"a\":1}}",
                "metadata?operation=set&namespace=ns&key=k&overwrite=true"
                        + " | PUT /api/metadata/ns/k?overwrite=true {\"Value\":{\"a\":1}}",
                "metadata?operation=delete&metadataId=m | DELETE /api/metadata/m",
                "metadata?operation=browse | GET /api/metadata/",
                "metadata?operation=browse&namespace=ns | GET /api/metadata/ns",
                "timeseries?operation=delete&seriesId=s | DELETE /api/timeseries/s",
                "timeseries?operation=search&namespace=ns | GET /api/timeseries/search/ns",
                "timeseries?operation=search&namespace=ns&key=k&name=n&value=v"
                        + " | GET /api/timeseries/search/ns/k/n/v",
                "timeseries?operation=attachMetadata&seriesId=s&metadataId=m | PUT /api/timeseries/s/metadata [\"m\"]",
                "timeseries?operation=detachMetadata&seriesId=s&metadataId=m"
                        + " | DELETE /api/timeseries/s/metadata [\"m\"]",
            })
    void operationIsARequest(String uri, String request) throws Exception {
        body(Map.of("a", 1), uri);

        assertThat(requests()).containsExactly(request);
    }

    @Test
    void idWinsOverNamespaceAndKey() throws Exception {
        setAllIds();
        body(null, "metadata");
        body(null, "timeseries?operation=attachMetadata");

        assertThat(requests()).containsExactly("GET /api/metadata/m", "PUT /api/timeseries/s/metadata [\"m\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Id", "id"})
    void attachingByKeySetsTheValuesFirst(String id) throws Exception {
        reservoir.script(sequence(reply(200, "{\"" + id + "\":\"new\"}"), reply(200, "{\"TimeSeriesId\":\"s\"}")));

        Object body = body(
                Map.of("a", 1), "timeseries?operation=attachMetadata&seriesId=s&namespace=ns&key=k&overwrite=true");

        assertThat(body).isEqualTo(Map.of("TimeSeriesId", "s"));
        assertThat(requests())
                .containsExactly(
                        "PUT /api/metadata/ns/k?overwrite=true {\"Value\":{\"a\":1}}",
                        "PUT /api/timeseries/s/metadata [\"new\"]");
    }

    @Test
    void valuesThatWereSetWithoutAnIdAreNotAttached() throws Exception {
        reservoir.script(reply(200, "{}"));

        assertThat(sendBody(Map.of(), "timeseries?operation=attachMetadata&seriesId=s&namespace=ns&key=k")
                        .getException())
                .hasMessageContaining("has no Id");
        assertThat(requests()).hasSize(1);
    }

    static List<Object> valuesInAllForms() {
        String json = "{\"a\":1}";
        return List.of(
                Map.of("a", 1),
                json,
                json.getBytes(StandardCharsets.UTF_8),
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                new StringReader(json));
    }

    @ParameterizedTest
    @MethodSource("valuesInAllForms")
    void valuesAreAMapOrItsJson(Object values) throws Exception {
        body(values, "metadata?operation=set&namespace=ns&key=k");

        assertThat(reservoir.seen().get(0).body()).isEqualTo("{\"Value\":{\"a\":1}}");
    }

    static List<Object> bodiesThatAreNoValues() {
        return List.of(
                "a=1", "", "[1]", List.of(1), 7, Map.of("a", new Object()), Collections.singletonMap(null, "no name"));
    }

    @ParameterizedTest
    @MethodSource("bodiesThatAreNoValues")
    void bodyThatIsNoMapOfValuesIsRefused(Object body) throws Exception {
        assertThat(sendBody(body, "metadata?operation=set&namespace=ns&key=k").getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("he body");
        assertThat(requests()).isEmpty();
    }

    @Test
    void emptyBodyIsNoValues() throws Exception {
        assertThat(sendBody(null, "metadata?operation=set&namespace=ns&key=k").getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a Map of names and values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata?operation=set&namespace=ns&key=k",
                "timeseries?operation=attachMetadata&seriesId=s&namespace=ns&key=k"
            })
    void conflictSaysThatItExistsAndWhatOverwriteIsFor(String uri) throws Exception {
        reservoir.script(reply(409, "exists"));

        assertThat(sendBody(Map.of("a", 1), uri).getException())
                .isInstanceOfSatisfying(HttpOperationFailedException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(409);
                    assertThat(e.getResponseBody()).isEqualTo("exists");
                })
                .isInstanceOf(MetadataExistsException.class)
                .hasMessageContaining("namespace 'ns' and key 'k' exists already")
                .hasMessageContaining("overwrite=true");
        assertThat(requests()).hasSize(1);
    }

    @Test
    void conflictWithWhatALostAnswerLeftBehindIsNone() throws Exception {
        String entry = "{\"id\":\"m\",\"value\":{\"a\":1}}";
        reservoir.script(sequence(HANG_UP, reply(409, ""), reply(200, entry)));

        assertThat(body(Map.of("a", 1L), "metadata?operation=set&namespace=ns&key=k"))
                .isEqualTo(Map.of("id", "m", "value", Map.of("a", 1)));
    }

    @Test
    void conflictWithOtherValuesIsOneAlsoAfterALostAnswer() throws Exception {
        reservoir.script(sequence(HANG_UP, reply(409, ""), reply(200, "{\"Id\":\"m\",\"Value\":{\"a\":2}}")));

        assertThat(sendBody(Map.of("a", 1), "metadata?operation=set&namespace=ns&key=k")
                        .getException())
                .isInstanceOf(MetadataExistsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata?operation=delete&metadataId=m", "timeseries?operation=delete&seriesId=s"})
    void whatIsGoneAfterALostAnswerIsDeleted(String uri) throws Exception {
        reservoir.script(sequence(HANG_UP, reply(404, "")));
        assertThat(body("before", uri)).isNull();

        reservoir.script(reply(404, ""));
        assertThat(context.send("route").getException()).isInstanceOf(HttpOperationFailedException.class);
    }

    @Test
    void deletedLeavesNothingWhateverTheServiceSays() throws Exception {
        reservoir.script(reply(200, "<html>gone</html>"));

        assertThat(body("before", "timeseries?operation=delete&seriesId=s")).isNull();
    }

    @Test
    void namesComeInOrder() throws Exception {
        reservoir.script(reply(200, "[\"b\",\"a\",\"c\"]"));

        Exchange exchange = sendBody(null, "metadata?operation=browse");

        assertThat(SandboxContext.list(exchange)).isEqualTo(List.of("a", "b", "c"));
        assertThat(exchange.getMessage().getHeader(FourInsightConstants.COUNT)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeseries?operation=search&namespace=n&key=k",
                "timeseries?operation=search&namespace=n&key=k&name=n&value=v"
            })
    void foundSeriesAreCounted(String uri) throws Exception {
        boolean list = uri.contains("value");
        reservoir.script(reply(200, list ? "[\"s1\",\"s2\"]" : "{\"s1\":[],\"s2\":[]}"));

        Exchange exchange = sendBody(null, uri);

        assertThat(exchange.getMessage().getBody())
                .isEqualTo(list ? List.of("s1", "s2") : Map.of("s1", List.of(), "s2", List.of()));
        assertThat(exchange.getMessage().getHeader(FourInsightConstants.COUNT)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "timeseries?operation=search&namespace=n, {}",
        "timeseries?operation=search&namespace=n&key=k&name=n&value=v, []",
        "metadata?operation=search&namespace=n&key=k, []",
        "metadata?operation=browse, []"
    })
    void nothingFoundIsEmptyAlsoIfNothingIsAnswered(String uri, String empty) throws Exception {
        Object nothing = empty.equals("{}") ? Map.of() : List.of();
        reservoir.script(reply(200, empty));
        assertThat(body("before", uri)).isEqualTo(nothing);

        reservoir.script(reply(204, ""));
        assertThat(context.send("route").getMessage().getBody()).isEqualTo(nothing);
    }

    @Test
    void searchForEntriesIsRepeatedAsAGetIs() throws Exception {
        reservoir.script(sequence(reply(502, ""), HANG_UP, reply(200, "[{\"Id\":\"m\"}]")));

        assertThat(body(null, "metadata?operation=search&namespace=ns&key=k")).isEqualTo(List.of(Map.of("Id", "m")));
        assertThat(reservoir.seen()).hasSize(3).allSatisfy(seen -> assertThat(seen.body())
                .contains("\"Namespace\":\"ns\"", "\"Key\":\"k\"", "\"Value\":{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata?operation=get",
                "metadata?operation=set",
                "metadata?operation=delete",
                "metadata?operation=browse",
                "metadata?operation=search",
                "timeseries?operation=delete",
                "timeseries?operation=search",
                "timeseries?operation=attachMetadata",
                "timeseries?operation=detachMetadata"
            })
    void rawBodyIsTheBytesOfTheAnswer(String uri) throws Exception {
        String answer = "[\"b\", \"a\"]";
        reservoir.script(reply(200, answer));

        setAllIds();
        assertThat(body(Map.of("a", 1), uri + "&rawBody=true")).isEqualTo(answer.getBytes());
    }

    @Test
    void headersWinOverOptions() throws Exception {
        context.route("route", "fourinsight:metadata?operation=get&namespace=ns&key=k");

        context.send("route", FourInsightConstants.KEY, "of the message");
        context.send("route", FourInsightConstants.METADATA_ID, "id");

        assertThat(requests()).containsExactly("GET /api/metadata/ns/of%20the%20message", "GET /api/metadata/id");
    }
}
