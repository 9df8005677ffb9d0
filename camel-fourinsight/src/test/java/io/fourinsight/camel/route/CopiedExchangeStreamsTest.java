package io.fourinsight.camel.route;

import static io.fourinsight.camel.route.CopyingStep.DATA;
import static io.fourinsight.camel.route.CopyingStep.FETCH;
import static io.fourinsight.camel.route.CopyingStep.FIRST;
import static io.fourinsight.camel.route.CopyingStep.LATEST;
import static io.fourinsight.camel.route.CopyingStep.SERIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.SandboxContext;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.Eventually;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.SplitDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that are fetched in a copy of the exchange, by the many steps of Camel that make one. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CopiedExchangeStreamsTest {

    private static final String RAW = "fourinsight:api?path=v1.0/Campaigns&rawBody=true&streaming=true";

    private final CountDownLatch go = new CountDownLatch(1);
    private Sandbox sandbox;
    private SandboxContext context;
    private String whole;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
        context.route("whole", SERIES);
        whole = context.send("whole").getMessage().getBody(String.class);
    }

    @AfterEach
    void stop() {
        go.countDown();
        context.close();
        sandbox.close();
    }

    private interface Routes {
        void add(RouteBuilder routes);
    }

    private void routes(Routes routes) throws Exception {
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                routes.add(this);
            }
        });
    }

    private RouteStreams streams() {
        return context.component().runtime().streams();
    }

    private int leased() {
        return context.component().view().poolRows().stream()
                .mapToInt(row -> ((Number) row.get("leased")).intValue())
                .sum();
    }

    private void assertNothingIsLeft() {
        Eventually.holds(() -> streams().size() == 0, "no stream is open");
        Eventually.holds(() -> leased() == 0, "no connection is in use");
        Eventually.holds(() -> streams().noted() == 0, "no exchange is noted that has ended");
    }

    private void await(Exchange exchange) throws InterruptedException {
        go.await();
    }

    private static Stream<Object[]> stepsAndPatterns() {
        return Stream.of(CopyingStep.values()).flatMap(step -> Stream.of(ExchangePattern.InOnly, ExchangePattern.InOut)
                .map(pattern -> new Object[] {step, pattern}));
    }

    private void subRoutes(RouteBuilder add, String uri) {
        if (!uri.isEmpty()) {
            add.from(FETCH).routeId("fetch").to(uri);
            add.from("seda:fetch?pollTimeout=10").to(uri);
        }
        add.from("direct:nothing").setBody(add.constant("nothing"));
        add.from("direct:inner").multicast().to(FETCH).end();
        add.from("direct:pieces").split(add.constant("1,2"), LATEST).to(FETCH).end();
        add.from("direct:dynamic").toD("fourinsight:timeseries?operation=data&seriesId=${header.id}&streaming=true");
    }

    @ParameterizedTest
    @MethodSource("stepsAndPatterns")
    void theCallerReadsTheSeriesThatItsCopyFetched(CopyingStep step, ExchangePattern pattern) throws Exception {
        // the endpoint of the one that is dynamic is the first that streams
        String uri = step == CopyingStep.DYNAMIC_TO_IN_MULTICAST ? "" : DATA;
        routes(add -> {
            subRoutes(add, uri);
            step.fetch(add.from("direct:caller")
                            .setHeader("id", add.constant(Sandbox.STATUS_TEXT))
                            .setProperty("read", () -> new ArrayList<String>()))
                    .convertBodyTo(String.class);
        });

        Exchange exchange = context.camel().createProducerTemplate().send("direct:caller", pattern, sent -> {});

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo(whole);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @EnumSource(
            value = CopyingStep.class,
            names = {"RECIPIENT_LIST", "MULTICAST", "SPLIT", "ENRICH", "SEDA"})
    void theCallerReadsTheRawAnswerThatItsCopyFetched(CopyingStep step) throws Exception {
        List<byte[]> read = new ArrayList<>();
        routes(add -> {
            subRoutes(add, RAW);
            step.fetch(add.from("direct:caller").streamCache("false"))
                    .process(exchange ->
                            read.add(((InputStream) exchange.getMessage().getBody()).readAllBytes()));
        });

        assertThat(context.send("caller").getException()).isNull();

        assertThat(new String(read.get(0))).contains("value");
        assertNothingIsLeft();
    }

    /** Which hold a connection each. */
    @ParameterizedTest
    @EnumSource(CopyingStep.class)
    void whatNobodyReadsIsClosedWithTheCaller(CopyingStep step) throws Exception {
        routes(add -> {
            subRoutes(add, RAW);
            step.fetch(add.from("direct:caller")
                    .streamCache("false")
                    .setHeader("id", add.constant(Sandbox.STATUS_TEXT))
                    .setProperty("read", () -> new ArrayList<String>()));
        });

        context.send("caller");

        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBranchThatFailsLeavesNothingOpen(boolean parallel) throws Exception {
        routes(add -> {
            subRoutes(add, RAW);
            add.from("direct:fails").to(RAW).throwException(new IllegalArgumentException("Wrong branch"));
            MulticastDefinition multicast =
                    add.from("direct:caller").streamCache("false").multicast();
            (parallel ? multicast.parallelProcessing() : multicast)
                    .stopOnException()
                    .to(FETCH, FETCH, "direct:fails", FETCH);
        });

        assertThat(context.send("caller").getException()).hasStackTraceContaining("Wrong branch");

        assertNothingIsLeft();
    }

    /** It keeps its own body, so that the streams of many pieces need not wait for its end. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSplitterWithoutAStrategyKeepsNoStreamOfItsPieces(boolean streaming) throws Exception {
        List<Integer> open = new ArrayList<>();
        routes(add -> {
            subRoutes(add, RAW);
            SplitDefinition split =
                    add.from("direct:caller").streamCache("false").split(add.constant("1,2,3,4"));
            (streaming ? split.streaming() : split)
                    .process(exchange -> open.add(streams().size()))
                    .to(FETCH);
        });

        assertThat(context.send("caller").getException()).isNull();

        assertThat(open).containsExactly(0, 0, 0, 0);
        assertNothingIsLeft();
    }

    @Test
    void theRouteThatFetchedMayStopWhileTheCallerReads() throws Exception {
        routes(add -> {
            subRoutes(add, DATA);
            add.from("direct:caller")
                    .recipientList(add.constant(FETCH))
                    .process(exchange -> context.camel().getRouteController().stopRoute("fetch"))
                    .convertBodyTo(String.class);
        });

        Exchange exchange = context.send("caller");

        assertThat(exchange.getMessage().getBody()).isEqualTo(whole);
        assertNothingIsLeft();
    }

    @Test
    void theStreamIsClosedWithTheRouteOfTheCaller() throws Exception {
        CountDownLatch fetched = new CountDownLatch(1);
        routes(add -> {
            subRoutes(add, DATA);
            add.from("direct:caller")
                    .routeId("caller")
                    .recipientList(add.constant(FETCH))
                    .process(exchange -> fetched.countDown())
                    .process(this::await)
                    .convertBodyTo(String.class);
        });
        CompletableFuture<Exchange> exchange = CompletableFuture.supplyAsync(() -> context.send("caller"));
        fetched.await();
        assertThat(streams().size()).isEqualTo(1);

        context.camel().getRouteController().stopRoute("caller", 1, TimeUnit.MILLISECONDS);

        assertThat(streams().size()).isZero();
        go.countDown();
        assertThat(exchange.get(60, TimeUnit.SECONDS).getException()).isNotNull();
        assertNothingIsLeft();
    }

    /** As an exchange that fetched it itself. */
    @Test
    void theCallerHandsItOnToTheNextRoute() throws Exception {
        List<String> read = new ArrayList<>();
        routes(add -> {
            subRoutes(add, DATA);
            add.from("direct:caller").recipientList(add.constant(FETCH)).to(ExchangePattern.InOnly, "seda:next");
            add.from("seda:next?pollTimeout=10")
                    .routeId("next")
                    .process(this::await)
                    .process(exchange -> read.add(exchange.getMessage().getMandatoryBody(String.class)));
        });
        NotifyBuilder done =
                new NotifyBuilder(context.camel()).fromRoute("next").whenDone(1).create();
        assertThat(context.send("caller").getException()).isNull();

        go.countDown();

        assertThat(done.matches(60, TimeUnit.SECONDS)).isTrue();
        assertThat(read).containsExactly(whole);
        assertNothingIsLeft();
    }

    /** The caller may live for long, and does not get what they fetch. */
    @ParameterizedTest
    @ValueSource(strings = {"seda:fetch", "tap"})
    void whatNobodyWaitsForClosesItsStreamsAtItsOwnEnd(String uri) throws Exception {
        CountDownLatch fetched = new CountDownLatch(1);
        routes(add -> {
            add.from(FETCH).to(RAW).process(exchange -> fetched.countDown());
            add.from("seda:fetch?pollTimeout=10").to(RAW).process(exchange -> fetched.countDown());
            if (uri.equals("tap")) {
                add.from("direct:caller").wireTap(FETCH).process(this::await);
            } else {
                add.from("direct:caller").to(ExchangePattern.InOnly, uri).process(this::await);
            }
        });
        CompletableFuture<Exchange> caller = CompletableFuture.supplyAsync(() -> context.send("caller"));
        fetched.await();

        Eventually.holds(() -> streams().size() == 0, "the stream is closed");

        assertThat(caller).isNotDone();
        go.countDown();
        caller.get(60, TimeUnit.SECONDS);
        assertNothingIsLeft();
    }

    @Test
    void aTapThatOutlivesTheCallerReadsWhatItFetched() throws Exception {
        CompletableFuture<String> read = new CompletableFuture<>();
        routes(add -> {
            subRoutes(add, DATA);
            add.from("direct:caller").wireTap("direct:tap");
            add.from("direct:tap")
                    .routeId("tap")
                    .process(this::await)
                    .recipientList(add.constant(FETCH))
                    .process(exchange -> read.complete(exchange.getMessage().getMandatoryBody(String.class)));
        });
        context.send("caller");

        go.countDown();

        assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo(whole);
        assertNothingIsLeft();
    }

    /** It keeps a copy of the exchange, which has ended. */
    @ParameterizedTest
    @ValueSource(strings = {DATA, RAW})
    void whatAnAggregatorKeptSaysWhyItIsClosed(String uri) throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        routes(add -> add.from("direct:caller")
                .streamCache("false")
                .to(uri)
                .aggregate(add.constant(true), FIRST)
                .completionSize(2)
                .process(exchange -> {
                    try {
                        Object body = exchange.getMessage().getBody();
                        if (body instanceof InputStream stream) {
                            stream.readAllBytes();
                        } else {
                            ((Iterable<?>) body).iterator().next();
                        }
                    } catch (Exception e) {
                        failure.complete(e);
                    }
                }));
        context.send("caller");

        context.send("caller");

        assertThat(failure.get(60, TimeUnit.SECONDS))
                .hasMessageContaining("closed before its end")
                .hasMessageContaining("aggregate")
                .hasMessageContaining("without streaming=true");
        assertNothingIsLeft();
    }

    @Test
    void exchangesAreNotNotedWhereNothingStreams() throws Exception {
        List<Integer> noted = new ArrayList<>();
        routes(add -> add.from("direct:caller")
                .to(SERIES)
                .process(exchange -> noted.add(streams().noted())));

        context.send("caller");

        assertThat(noted).containsExactly(0);
    }
}
