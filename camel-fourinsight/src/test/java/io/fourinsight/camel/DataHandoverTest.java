package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.runtime.ComponentRuntime;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.MulticastDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams whose exchange goes on elsewhere, is copied or redelivered: whole, or an error, never a part of the series. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DataHandoverTest {

    private static final String DATA =
            "fourinsight:timeseries?operation=data&streaming=true&seriesId=" + Sandbox.STATUS_TEXT;

    @TempDir
    private Path folder;

    private final CountDownLatch go = new CountDownLatch(1);
    private Sandbox sandbox;
    private SandboxContext context;
    private String whole;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
        context.route("whole", "fourinsight:timeseries?operation=data&seriesId=" + Sandbox.STATUS_TEXT);
        whole = context.send("whole").getMessage().getBody(String.class);
    }

    @AfterEach
    void stop() {
        go.countDown();
        context.close();
        sandbox.close();
    }

    private String file() {
        return "file:" + folder + "?fileName=s.csv&tempFileName=s.tmp";
    }

    private void assertWritten() throws IOException {
        assertThat(Files.readString(folder.resolve("s.csv"))).isEqualTo(whole);
    }

    private void assertNotWritten() {
        assertThat(folder.resolve("s.csv")).doesNotExist();
    }

    private void await(Exchange exchange) throws InterruptedException {
        go.await();
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNextRouteReadsItAlsoAfterTheFirstHasStopped(boolean stopped) throws Exception {
        routes(add -> {
            add.from("direct:data").routeId("data").to(DATA).to("seda:next");
            add.from("seda:next?pollTimeout=10")
                    .routeId("next")
                    .process(this::await)
                    .to(file());
        });
        NotifyBuilder done =
                new NotifyBuilder(context.camel()).fromRoute("next").whenDone(1).create();
        assertThat(context.send("data").getException()).isNull();
        assertThat(context.component().runtime().streams().size()).isEqualTo(1);
        if (stopped) {
            context.camel().getRouteController().stopRoute("data");
        }

        go.countDown();

        assertThat(done.matches(60, TimeUnit.SECONDS)).isTrue();
        assertWritten();
        Eventually.holds(() -> context.component().runtime().streams().size() == 0, "the stream is closed");
    }

    @Test
    void whatWaitsForTheNextRouteIsClosedWithTheComponent() throws Exception {
        routes(add -> add.from("direct:data").routeId("data").to(DATA).to("seda:nobody"));
        assertThat(context.send("data").getException()).isNull();
        ComponentRuntime runtime = context.component().runtime();

        context.close();

        assertThat(runtime.streams().size()).isZero();
    }

    /** A wire tap gets a copy of the exchange, which ends when it likes: the stream stays with the original. */
    @Test
    void aTapThatReadsItAfterwardsFails() throws Exception {
        CompletableFuture<Throwable> tapped = new CompletableFuture<>();
        routes(add -> {
            add.from("direct:data").to(DATA).wireTap("direct:tap").to("mock:rest");
            add.from("direct:tap")
                    .onException(Exception.class)
                    .handled(true)
                    .process(failed -> tapped.complete(failed.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)))
                    .end()
                    .process(this::await)
                    .to(file());
        });
        assertThat(context.send("data").getException()).isNull();

        go.countDown();

        assertThat(tapped.get(60, TimeUnit.SECONDS)).hasStackTraceContaining("closed before its end");
        assertNotWritten();
    }

    @Test
    void theSecondReaderOfOneStreamFails() throws Exception {
        routes(add -> {
            add.from("direct:data").to(DATA).multicast().stopOnException().to(file(), "direct:split");
            add.from("direct:split")
                    .split(add.body())
                    .streaming()
                    .stopOnException()
                    .to("mock:piece");
        });

        assertThat(context.send("data").getException())
                .hasStackTraceContaining("The stream of series " + Sandbox.STATUS_TEXT + " can be read only once");
        assertWritten();
    }

    @Test
    void whatASplitterHasLeftIsNotWritten() throws Exception {
        routes(add -> add.from("direct:data")
                .to(DATA)
                .split(add.body())
                .streaming()
                .to("mock:piece")
                .end()
                .to(file()));

        assertThat(context.send("data").getException()).hasStackTraceContaining("can be read only once");
        assertNotWritten();
    }

    /** By a Splitter in both branches, one after the other or at once. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSecondBranchOfAMulticastFailsInsteadOfFindingAnEmptySeries(boolean parallel) throws Exception {
        AtomicInteger pieces = new AtomicInteger();
        routes(add -> {
            MulticastDefinition multicast = add.from("direct:data").to(DATA).multicast();
            (parallel ? multicast.parallelProcessing() : multicast).to("direct:split", "direct:splitToo");
            for (String branch : List.of("direct:split", "direct:splitToo")) {
                add.from(branch)
                        .onException(Exception.class)
                        .handled(true)
                        .to("mock:failed")
                        .end()
                        .split(add.body())
                        .streaming()
                        .process(piece -> pieces.incrementAndGet());
            }
        });
        MockEndpoint failed = context.camel().getEndpoint("mock:failed", MockEndpoint.class);

        assertThat(context.send("data").getException()).isNull();

        assertThat(failed.getExchanges()).hasSize(1);
        assertThat(failed.getExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class))
                .hasStackTraceContaining("can be read only once");
        assertThat(pieces).as("days of the series").hasPositiveValue();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {Iterator.class, Iterable.class, List.class, TimeSeries.class, byte[].class, InputStream.class})
    void aStepThatIsRedeliveredFailsHoweverItReads(Class<?> type) throws Exception {
        List<Object> read = new ArrayList<>();
        routes(add -> {
            add.errorHandler(add.defaultErrorHandler()
                    .maximumRedeliveries(1)
                    .redeliveryDelay(0)
                    .logRetryAttempted(false));
            add.from("direct:data").to(DATA).process(exchange -> {
                Object body = exchange.getMessage().getMandatoryBody(type);
                if (body instanceof Iterator<?> iterator) {
                    iterator.forEachRemaining(read::add);
                } else if (body instanceof TimeSeriesStream stream) {
                    stream.forEach(read::add);
                } else if (body instanceof InputStream stream) {
                    read.add(stream.readAllBytes());
                } else {
                    read.add(body);
                }
                throw new IOException("The other side hung up");
            });
        });

        assertThat(context.send("data").getException()).hasStackTraceContaining("can be read only once");
        assertThat(read).as("what the first attempt has read").isNotEmpty();
    }

    /** Above all it does not close the stream. */
    @Test
    void aSecondReaderDoesNotDisturbTheFirst() throws Exception {
        List<Object> read = new ArrayList<>();
        routes(add -> {
            add.from("direct:data").to(DATA).process(exchange -> {
                TimeSeriesStream stream = exchange.getMessage().getBody(TimeSeriesStream.class);
                Iterator<TimeSeries> pieces = stream.iterator();
                read.add(pieces.next());
                ProducerTemplate template = context.camel().createProducerTemplate();
                for (String second : List.of("direct:split", "direct:list", "direct:series", "direct:text")) {
                    assertThatThrownBy(() -> template.sendBody(second, stream))
                            .as(second)
                            .hasStackTraceContaining("can be read only once");
                }
                pieces.forEachRemaining(read::add);
            });
            add.from("direct:split").split(add.body()).to("mock:piece");
            add.from("direct:list").convertBodyTo(List.class);
            add.from("direct:series").convertBodyTo(TimeSeries.class);
            add.from("direct:text").convertBodyTo(String.class);
        });

        assertThat(context.send("data").getException()).isNull();

        assertThat(read.stream()
                        .map(TimeSeries.class::cast)
                        .mapToInt(TimeSeries::size)
                        .sum())
                .isEqualTo((int) whole.lines().count());
    }

    @Test
    void aLogThatShowsTheBodyReadsItSoThatTheNextStepFails() throws Exception {
        routes(add ->
                add.from("direct:data").to(DATA).to("log:body?level=ERROR").to(file()));

        assertThat(context.send("data").getException()).hasStackTraceContaining("can be read only once");
        assertNotWritten();
    }

    /** The error handler sends the same body again: it must not find an empty series where the first attempt ended. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&rawBody=true"})
    void redeliveryOfABodyThatWasReadFails(String raw) throws Exception {
        routes(add -> {
            add.errorHandler(add.defaultErrorHandler()
                    .maximumRedeliveries(2)
                    .redeliveryDelay(0)
                    .logRetryAttempted(false));
            add.from("direct:data").streamCache("false").to(DATA + raw).process(exchange -> {
                boolean again = exchange.getMessage().getHeader(Exchange.REDELIVERED, false, boolean.class);
                Object body = exchange.getMessage().getBody();
                String csv;
                if (body instanceof TimeSeriesStream stream) {
                    csv = context.camel().getTypeConverter().mandatoryConvertTo(String.class, stream);
                } else {
                    csv = exchange.getMessage().getBody(String.class);
                }
                if (!again) {
                    throw new IOException("The other side hung up after " + csv.length());
                }
                Files.writeString(folder.resolve("s.csv"), csv);
            });
        });

        assertThat(context.send("data").getException()).isNotNull();

        assertNotWritten();
    }

    /** Its exchange is done when the template returns. */
    @Test
    void aTemplateGetsAStreamThatCannotBeRead() {
        TimeSeriesStream stream =
                context.camel().createProducerTemplate().requestBody(DATA, null, TimeSeriesStream.class);

        assertThatThrownBy(stream.iterator()::hasNext)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed before its end");
        assertThat(context.component().runtime().streams().size()).isZero();
    }

    @Test
    void theWholeSeriesOfAStreamIsThatOfItsPieces() throws Exception {
        routes(add -> add.from("direct:data").to(DATA).convertBodyTo(TimeSeries.class));

        assertThat(context.send("data").getMessage().getBody(TimeSeries.class).size())
                .isEqualTo(whole.lines().count());
    }
}
