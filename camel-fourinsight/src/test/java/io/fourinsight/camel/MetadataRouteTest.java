package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.options.MetadataExistsException;
import io.fourinsight.camel.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Metadata, and series by their metadata, from the first entry to the last, in a sandbox that keeps them. */
class MetadataRouteTest {

    private static final String NASTY = "../a/b?c=d#e %2F";

    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
        context.route("metadata", "fourinsight:metadata").route("series", "fourinsight:timeseries");
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    private Exchange sendBody(String resource, String operation, Object body, String... headers) {
        Object[] all = new Object[headers.length + 2];
        all[0] = FourInsightConstants.OPERATION;
        all[1] = operation;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return context.sendBody(resource, body, all);
    }

    private Object body(String resource, String operation, Object body, String... headers) {
        Exchange exchange = sendBody(resource, operation, body, headers);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> map(String resource, String operation, Object body, String... headers) {
        return (Map<String, Object>) body(resource, operation, body, headers);
    }

    private String set(String namespace, String key, Map<String, Object> values) {
        Map<String, Object> entry = map(
                "metadata", "set", values, FourInsightConstants.NAMESPACE, namespace, FourInsightConstants.KEY, key);
        return (String) entry.get("Id");
    }

    @Test
    void entryIsSetFoundAndDeleted() {
        String id = set("ns", "k", Map.of("a", 1, "b", List.of("x")));

        Map<String, Object> byId = map("metadata", "get", null, FourInsightConstants.METADATA_ID, id);
        assertThat(byId).extracting("Value").isEqualTo(Map.of("a", 1, "b", List.of("x")));
        assertThat(body("metadata", "get", null, FourInsightConstants.NAMESPACE, "ns", FourInsightConstants.KEY, "k"))
                .isEqualTo(byId);

        assertThat(body("metadata", "delete", null, FourInsightConstants.METADATA_ID, id))
                .isNull();
        assertThat(sendBody("metadata", "get", null, FourInsightConstants.METADATA_ID, id)
                        .getException())
                .isInstanceOfSatisfying(HttpOperationFailedException.class, e -> assertThat(e.getStatusCode())
                        .isEqualTo(404));
    }

    @Test
    void entryIsReplacedOnlyIfItMayBe() throws Exception {
        String id = set("ns", "k", Map.of("a", 1));
        context.route("over", "fourinsight:metadata?operation=set&namespace=ns&key=k&overwrite=true");

        assertThat(sendBody(
                                "metadata",
                                "set",
                                Map.of("b", 2),
                                FourInsightConstants.NAMESPACE,
                                "ns",
                                FourInsightConstants.KEY,
                                "k")
                        .getException())
                .isInstanceOf(MetadataExistsException.class);
        assertThat(map("metadata", "get", null, FourInsightConstants.METADATA_ID, id))
                .extracting("Value")
                .isEqualTo(Map.of("a", 1));

        Exchange exchange = context.sendBody("over", Map.of("b", 2));
        assertThat(SandboxContext.map(exchange)).containsEntry("Id", id).containsEntry("Value", Map.of("b", 2));
    }

    @Test
    void answerThatIsLostIsNotTakenForAConflict() throws Exception {
        context.configuration().setRetryBackoff(java.time.Duration.ofMillis(1));
        context.route("set", "fourinsight:metadata?operation=set&namespace=ns&key=k");
        sandbox.faults().dropAnswer(1, Sandbox.RESERVOIR_PATH + "metadata/");

        Exchange exchange = context.sendBody("set", Map.of("a", 1));

        assertThat(exchange.getException()).isNull();
        assertThat(SandboxContext.map(exchange)).containsEntry("Value", Map.of("a", 1));
    }

    @Test
    void namespacesAndKeysAreBrowsedInOrder() {
        set("b", "k2", Map.of());
        set("b", "k1", Map.of());
        set("a", "k", Map.of());

        assertThat(body("metadata", "browse", null)).isEqualTo(List.of("a", "b", "sandbox"));
        assertThat(body("metadata", "browse", null, FourInsightConstants.NAMESPACE, "b"))
                .isEqualTo(List.of("k1", "k2"));
    }

    @Test
    void entriesAreSearchedByWhatIsGiven() {
        set("ns", "k1", Map.of("a", "x"));
        set("ns", "k2", Map.of("a", "x"));

        String[] namespace = {FourInsightConstants.NAMESPACE, "ns"};
        String[] key = {namespace[0], "ns", FourInsightConstants.KEY, "k1"};
        String[] value = {
            namespace[0], "ns", key[2], "k1", FourInsightConstants.NAME, "a", FourInsightConstants.VALUE, "y"
        };
        assertThat(body("metadata", "search", null, namespace))
                .asInstanceOf(LIST)
                .hasSize(2);
        assertThat(body("metadata", "search", null, key)).asInstanceOf(LIST).hasSize(1);
        assertThat(body("metadata", "search", null, value)).asInstanceOf(LIST).isEmpty();
    }

    @Test
    void seriesIsConnectedByIdFoundAndParted() {
        String id = set("ns", "k", Map.of("a", "x"));
        String[] series = {FourInsightConstants.SERIES_ID, Sandbox.BERGEN, FourInsightConstants.METADATA_ID, id};
        String[] search = {FourInsightConstants.NAMESPACE, "ns"};

        Map<String, Object> info = map("series", "attachMetadata", null, series);
        assertThat(info).extracting("Metadata", LIST).hasSize(1);
        assertThat(map("series", "search", null, search)).containsOnlyKeys(Sandbox.BERGEN);

        body("series", "detachMetadata", null, series);
        assertThat(map("series", "search", null, search)).isEmpty();
        assertThat(map("metadata", "get", null, FourInsightConstants.METADATA_ID, id))
                .containsKey("Value");
    }

    /** The service also finds keys that begin with the key, and values that contain the value. */
    @Test
    void whatIsSearchedForExactlyIsAllThatIsFound() throws Exception {
        String[] ids = {
            set("ns", "motion-7", Map.of("position", "bow", "height", 12)),
            set("ns", "motion-71", Map.of("position", "port bow")),
            set("ns", "motion-7b", Map.of("position", "bow"))
        };
        String[] series = {Sandbox.BERGEN, Sandbox.STAVANGER, Sandbox.KRISTIANSUND};
        for (int i = 0; i < ids.length; i++) {
            body(
                    "series",
                    "attachMetadata",
                    null,
                    FourInsightConstants.SERIES_ID,
                    series[i],
                    FourInsightConstants.METADATA_ID,
                    ids[i]);
        }
        context.route("exact", "fourinsight:timeseries?operation=search&exact=true&namespace=ns&key=motion-7")
                .route("entries", "fourinsight:metadata?operation=search&exact=true&namespace=ns&key=motion-7")
                .route("raw", "fourinsight:metadata?operation=search&exact=true&rawBody=true&namespace=ns");
        String[] key = {FourInsightConstants.NAMESPACE, "ns", FourInsightConstants.KEY, "motion-7"};
        Object[] value = {FourInsightConstants.NAME, "position", FourInsightConstants.VALUE, "bow"};
        Object[] part = {FourInsightConstants.NAME, "position", FourInsightConstants.VALUE, "ow"};
        Object[] number = {FourInsightConstants.NAME, "height", FourInsightConstants.VALUE, "12"};

        assertThat(map("series", "search", null, key)).hasSize(3);
        assertThat(SandboxContext.map(context.send("exact"))).containsOnlyKeys(Sandbox.BERGEN);
        assertThat(SandboxContext.list(context.send("exact", value))).isEqualTo(List.of(Sandbox.BERGEN));
        assertThat(SandboxContext.list(context.send("exact", number))).isEqualTo(List.of(Sandbox.BERGEN));
        Exchange none = context.send("exact", part);
        assertThat(SandboxContext.list(none)).isEmpty();
        assertThat(none.getMessage().getHeader(FourInsightConstants.COUNT)).isEqualTo(0);
        assertThat(SandboxContext.list(context.send("entries"))).hasSize(1);
        assertThat(context.send("raw").getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("option 'exact': value 'true' is not possible with rawBody=true");
    }

    @Test
    void namesThatLookLikePathsAreNames() {
        String id = set(NASTY, NASTY, Map.of(NASTY, NASTY));

        assertThat(body("metadata", "browse", null)).asInstanceOf(LIST).contains(NASTY);
        assertThat(body("metadata", "browse", null, FourInsightConstants.NAMESPACE, NASTY))
                .isEqualTo(List.of(NASTY));
        body(
                "series",
                "attachMetadata",
                null,
                "CamelFourInsightSeriesId",
                Sandbox.BERGEN,
                FourInsightConstants.METADATA_ID,
                id);
        assertThat(body(
                        "series",
                        "search",
                        null,
                        FourInsightConstants.NAMESPACE,
                        NASTY,
                        FourInsightConstants.KEY,
                        NASTY,
                        FourInsightConstants.NAME,
                        NASTY,
                        FourInsightConstants.VALUE,
                        NASTY))
                .isEqualTo(List.of(Sandbox.BERGEN));
    }

    @Test
    void seriesThatIsDeletedIsGoneAndAnotherOneStays() {
        assertThat(body("series", "delete", "before", FourInsightConstants.SERIES_ID, Sandbox.BERGEN))
                .isNull();

        assertThat(sendBody("series", "info", null, FourInsightConstants.SERIES_ID, Sandbox.BERGEN)
                        .getException())
                .isInstanceOf(HttpOperationFailedException.class);
        assertThat(body("series", "info", null, FourInsightConstants.SERIES_ID, Sandbox.STAVANGER))
                .isNotNull();
        String elsewhere = "../timeseries/" + Sandbox.STAVANGER;
        assertThat(sendBody("series", "delete", null, FourInsightConstants.SERIES_ID, elsewhere)
                        .getException())
                .isInstanceOf(HttpOperationFailedException.class);
        assertThat(body("series", "info", null, FourInsightConstants.SERIES_ID, Sandbox.STAVANGER))
                .isNotNull();
    }

    /** As it is printed in docs/options.md. */
    @Test
    void exampleRoute() throws Exception {
        MockEndpoint found = context.camel().getEndpoint("mock:series", MockEndpoint.class);
        found.expectedMessageCount(1);
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:installed")
                        .setBody(constant(Map.of("position", "bow", "height", 12.5)))
                        .to("fourinsight:timeseries?operation=attachMetadata&seriesId=" + Sandbox.BERGEN
                                + "&namespace=vessel.sensors&key=motion-7")
                        .to("fourinsight:timeseries?operation=search&namespace=vessel.sensors&key=motion-7"
                                + "&name=position&value=bow")
                        .split(body())
                        .setHeader("CamelFourInsightSeriesId", body())
                        .to("fourinsight:timeseries?operation=info")
                        .to("mock:series");
            }
        });

        assertThat(context.send("installed").getException()).isNull();

        found.assertIsSatisfied();
        assertThat(SandboxContext.map(found.getExchanges().get(0)))
                .containsEntry("TimeSeriesId", Sandbox.BERGEN)
                .extracting("Metadata", LIST)
                .hasSize(1);
    }
}
