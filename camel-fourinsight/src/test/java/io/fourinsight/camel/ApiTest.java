package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources {@code api}, {@code campaigns} and {@code ping}. */
class ApiTest {

    private static final String FIELDS = "fourinsight:api?path=v1.1/FieldsLookups";

    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    private Exchange send(String uri, Object... headers) throws Exception {
        Exchange exchange = context.route("route", uri).send("route", headers);
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    @Test
    void collectionIsTheListOfTheItemsOfAllPages() throws Exception {
        Exchange exchange = send(FIELDS);

        assertThat(SandboxContext.list(exchange)).hasSize(120).doesNotHaveDuplicates();
        assertThat(exchange.getMessage().getHeader(FourInsightConstants.COUNT)).isEqualTo(120);
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(FourInsightConstants.NEXT_LINK);
        assertThat(sandbox.requests().apiRequests()).isEqualTo(3);
    }

    @Test
    void pagesComeAsTheyAre() throws Exception {
        List<?> pages = SandboxContext.list(send(FIELDS + "&paging=pages"));

        assertThat(pages).hasSize(3).allSatisfy(page -> assertThat((Map<?, ?>) page)
                .isInstanceOf(Map.class));
        assertThat((Map<?, ?>) pages.get(0)).extracting("value", LIST).hasSize(50);
    }

    @Test
    void singleLeavesTheNextLinkToTheRouteWhichCanFollowIt() throws Exception {
        Exchange first = send(FIELDS + "&paging=single");
        String next = first.getMessage().getHeader(FourInsightConstants.NEXT_LINK, String.class);
        assertThat(SandboxContext.map(first)).extracting("value", LIST).hasSize(50);

        Exchange second = context.send("route", FourInsightConstants.PATH, next);
        assertThat(second.getException()).isNull();

        assertThat(SandboxContext.map(second)).extracting("value", LIST).hasSize(50);
        assertThat(sandbox.requests().apiRequests()).isEqualTo(2);
    }

    @Test
    void streamFetchesPagesAsItIsReadOneAhead() throws Exception {
        Iterator<?> items = send(FIELDS + "&streaming=true").getMessage().getBody(Iterator.class);
        assertThat(sandbox.requests().apiRequests()).as("nobody reads yet").isEqualTo(1);

        IntStream.range(0, 50).forEach(i -> items.next());
        assertThat(sandbox.requests().apiRequests()).isBetween(1L, 2L);
        items.next();
        assertThat(sandbox.requests().apiRequests()).isBetween(2L, 3L);
    }

    /** Else two branches that read at once would share the items out between them. */
    @ParameterizedTest
    @ValueSource(strings = {"items", "pages"})
    void aStreamHasOneReaderAndTheSecondOneFails(String paging) throws Exception {
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:two")
                        .to(FIELDS + "&streaming=true&paging=" + paging)
                        .process(exchange -> {
                            ProducerTemplate template = context.camel().createProducerTemplate();
                            Object body = exchange.getMessage().getBody();
                            Iterator<?> first = exchange.getMessage().getBody(Iterator.class);
                            first.next();
                            for (String second : List.of("direct:split", "direct:list", "direct:iterator")) {
                                assertThatThrownBy(() -> template.sendBody(second, body))
                                        .as(second)
                                        .hasStackTraceContaining("can be read only once");
                            }
                            List<Object> rest = new ArrayList<>();
                            first.forEachRemaining(rest::add);
                            exchange.getMessage().setBody(rest);
                        });
                from("direct:split").split(body()).to("mock:item");
                from("direct:list").convertBodyTo(List.class);
                from("direct:iterator").convertBodyTo(Iterator.class);
            }
        });
        context.camel().start();
        Exchange exchange = context.send("two");

        assertThat(exchange.getException()).isNull();
        assertThat(SandboxContext.list(exchange)).hasSize(paging.equals("pages") ? 2 : 119);
    }

    @Test
    void failureInAStreamIsUncheckedWithItsCause() throws Exception {
        Iterator<?> items = send(FIELDS + "&streaming=true").getMessage().getBody(Iterator.class);
        sandbox.faults().answerNext(1, Sandbox.API_PATH, Response.of(500));
        IntStream.range(0, 50).forEach(i -> items.next());

        org.assertj.core.api.Assertions.assertThatThrownBy(items::next)
                .isInstanceOf(RuntimeException.class)
                .hasCauseInstanceOf(HttpOperationFailedException.class);
    }

    @Test
    void queryIsEncodedByUs() throws Exception {
        send(
                "fourinsight:api",
                FourInsightConstants.PATH,
                "v1.1/FieldsLookups",
                FourInsightConstants.QUERY,
                "$filter=Title eq 'A & B + 100 %' or Title ne 'x'&$top=2");

        String query = sandbox.requests().last().stream()
                .filter(request -> request.isUnder(Sandbox.API_PATH))
                .findFirst()
                .orElseThrow()
                .rawQuery();
        assertThat(java.net.URLDecoder.decode(query.replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo("$filter=Title eq 'A & B + 100 %' or Title ne 'x'&$top=2");
        assertThat(query.split("&")).hasSize(2);
    }

    @Test
    void queryInAUriIsWrittenRaw() throws Exception {
        Exchange exchange = send("fourinsight:campaigns?query=RAW($orderby=CampaignName desc&$top=2)");

        List<?> campaigns = SandboxContext.list(exchange);
        assertThat(campaigns).hasSize(2);
        List<String> names = campaigns.stream()
                .map(campaign -> (String) ((Map<?, ?>) campaign).get("CampaignName"))
                .toList();
        assertThat(names).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void rawBodyIsTheBytesOfTheAnswer() throws Exception {
        byte[] raw = send(FIELDS + "&rawBody=true").getMessage().getBody(byte[].class);

        assertThat(new String(raw, StandardCharsets.UTF_8)).startsWith("{").contains("@odata.nextLink");
    }

    @Test
    void rawStreamIsReadFromTheConnectionAndClosedWithTheExchange() throws Exception {
        Exchange exchange = send(FIELDS + "&rawBody=true&streaming=true");

        assertThat(exchange.getMessage().getBody()).isInstanceOf(InputStream.class);
    }

    static List<Object> bodiesOfJson() {
        String json = "{\"text\":\"from a test\"}";
        return List.of(
                Map.of("text", "from a test"),
                json,
                json.getBytes(StandardCharsets.UTF_8),
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                new StringReader(json),
                ofAnotherMachine(json));
    }

    private static GenericFile<Object> ofAnotherMachine(String content) {
        GenericFile<Object> file = new GenericFile<>();
        file.setFile(new Object());
        file.setFileName("note.json");
        file.setBody(content.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    @ParameterizedTest
    @MethodSource("bodiesOfJson")
    void bodyIsSentAsJson(Object body) throws Exception {
        context.route("post", "fourinsight:api?operation=post&path=v1.0/Notes");

        Exchange exchange = context.sendBody("post", body);

        assertThat(exchange.getException()).isNull();
        assertThat(SandboxContext.map(exchange)).containsValue("from a test");
    }

    @Test
    void fileThatIsNotThereIsNotSent() throws Exception {
        context.route("post", "fourinsight:api?operation=post&path=v1.0/Notes");

        assertThat(context.sendBody("post", new java.io.File("no-such-file.json"))
                        .getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-such-file.json");
        assertThat(sandbox.requests().apiRequests()).isZero();
    }

    @Test
    void noteIsWrittenChangedAndDeleted() throws Exception {
        context.route("note", "fourinsight:api");
        String path = FourInsightConstants.PATH;
        String operation = FourInsightConstants.OPERATION;

        Map<?, ?> created = SandboxContext.map(
                context.sendBody("note", Map.of("text", "one"), path, "v1.0/Notes", operation, "post"));
        String note = "v1.0/Notes/" + created.get("id");
        context.sendBody("note", Map.of("text", "two"), path, note, operation, "put");
        context.sendBody("note", Map.of("text", "three"), path, note, operation, "patch");
        assertThat(SandboxContext.map(context.send("note", path, note))).containsValue("three");

        Exchange deleted = context.send("note", path, note, operation, "delete");
        assertThat(deleted.getException()).isNull();
        assertThat(deleted.getMessage().getBody()).isNull();
        assertThat(context.send("note", path, note).getException())
                .isInstanceOfSatisfying(HttpOperationFailedException.class, e -> assertThat(e.getStatusCode())
                        .isEqualTo(404));
    }

    @Test
    void campaignIsAMapWithKeysAsReceived() throws Exception {
        Map<?, ?> campaign =
                SandboxContext.map(send("fourinsight:campaigns?operation=get&campaignId=" + Sandbox.CAMPAIGN));

        assertThat(campaign.get("id")).isEqualTo(Sandbox.CAMPAIGN);
        assertThat(campaign.containsKey("campaignName")).isTrue();
    }

    @Test
    void idCannotReachAnotherResource() throws Exception {
        context.route("route", "fourinsight:campaigns?operation=get");

        context.send("route", FourInsightConstants.CAMPAIGN_ID, "a/../b?c=d#e f");

        assertThat(sandbox.requests().last()).anySatisfy(request -> assertThat(request.path())
                .endsWith("/v1.0/Campaigns/a%2F..%2Fb%3Fc%3Dd%23e%20f"));
    }

    @Test
    void pingIsTheAnswerOfTheReservoir() throws Exception {
        assertThat(send("fourinsight:ping").getMessage().getBody()).isInstanceOf(Map.class);
        assertThat(sandbox.requests().reservoirRequests()).isEqualTo(1);
    }
}
