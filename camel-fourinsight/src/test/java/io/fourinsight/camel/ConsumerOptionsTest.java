package io.fourinsight.camel;

import static io.fourinsight.client.testing.Eventually.holds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.testing.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which series a consumer polls, and which options it refuses. */
class ConsumerOptionsTest {

    private static final Instant START = MutableClock.START;
    private static final String SERIES = "operation=data&seriesId=s";

    private final ConsumerRig rig = new ConsumerRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operation=data&seriesId=s&lag=-1s|lag",
                "operation=data&seriesId=s&lag=-1|lag",
                "operation=data&seriesId=s&maxWindow=0|maxWindow",
                "operation=data&seriesId=s&shard=6/5&cursorName=a|shard",
                "operation=data&seriesId=s&shard=half&cursorName=a|shard",
                "operation=data&seriesId=s&shard=1/2|cursorName",
                "operation=info&seriesId=s|operation",
                "operation=append&seriesId=s|operation",
                "operation=data&seriesId=s&initialStart=2126-01-01|initialStart",
                "operation=data&seriesId=s&initialStart=yesterday|initialStart",
                "operation=data&seriesId=s,,t|seriesId",
                "operation=data&seriesId=s,s|seriesId",
                "operation=data|seriesId",
                "operation=data&seriesId=s&namespace=n|seriesId",
                "operation=data&seriesId=s&seriesParallelism=0|seriesParallelism",
                "operation=data&seriesId=s&seriesParallelism=33|seriesParallelism",
                "operation=data&seriesId=s&discoveryInterval=0|discoveryInterval",
                "operation=data&seriesId=s&recoveryInterval=-1|recoveryInterval",
                "operation=data&seriesId=s&recoveryWindow=0|recoveryWindow",
                "seriesId=s&aggregationFunction=mean|aggregationPeriod",
                "seriesId=s&aggregationPeriod=1m|aggregationFunction",
                "seriesId=s&aggregationPeriod=1h&aggregationFunction=mean&maxWindow=1m|maxWindow",
                "seriesId=s&aggregationPeriod=1m&aggregationFunction=mean&streaming=true|streaming",
                "operation=data&seriesId=s&greedy=true|greedy",
                "operation=data&seriesId=s&repeatCount=3|repeatCount",
                "operation=data&seriesId=s&sendEmptyMessageWhenIdle=true|sendEmptyMessageWhenIdle",
                "operation=data&seriesId=s&cursorUrl=jdbc:h2:mem:a&cursorRepository=#missing|cursorRepository",
                "operation=data&seriesId=s&cursorUrl=postgres:x|cursorUrl",
                "operation=data&seriesId=s&start=now-1h|start",
            })
    void badOptionIsRefusedByName(String options, String name) {
        assertThatThrownBy(() -> rig.start(options).poll())
                .satisfies(e -> assertThat(messages(e)).contains(name));
    }

    private static String messages(Throwable e) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }

    @Test
    void durableCursorsNeedANameThatStays(@TempDir Path folder) {
        String uri = ConsumerRig.uri(SERIES + "&cursorUrl=jdbc:h2:file:" + folder.resolve("cursors"));
        assertThatThrownBy(() -> rig.start(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri).to("log:x");
                    }
                }))
                .satisfies(e -> assertThat(messages(e)).contains("cursorName", "id for the route"));
    }

    @Test
    void otherResourcesCannotBePolled() {
        assertThatThrownBy(() -> rig.start(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("fourinsight:metadata?namespace=n&key=k").to("log:x");
                    }
                }))
                .satisfies(e -> assertThat(messages(e)).contains("metadata", "timeseries"));
    }

    @Test
    void pollEnrichIsRefusedWithWhatToUse() throws Exception {
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").pollEnrich("fourinsight:timeseries?" + SERIES, 100);
            }
        });

        Exchange exchange = rig.context().send("in");
        assertThat(messages(exchange.getException())).contains("enrich");
    }

    @Test
    void searchedSeriesBeginWhenTheyAreFoundAndEndWhenTheyAreNot() throws Exception {
        rig.sandbox.addGrowingSeries("a", Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1)));
        rig.sandbox.addGrowingSeries("b", Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1)));
        rig.start("operation=data&namespace=vessel&key=motion&initialStart=2026-01-01");
        rig.advance(Duration.ofMinutes(10)).poll();
        assertThat(rig.take()).isEmpty();

        attach("a");
        rig.advance(Duration.ofMinutes(5)).poll();
        assertThat(rig.take()).as("searched ten minutes apart").isEmpty();
        rig.advance(Duration.ofMinutes(5)).poll();
        List<Exchange> first = rig.take();
        assertThat(first).hasSize(1);
        assertThat(ConsumerRig.header(first.get(0), FourInsightConstants.WINDOW_START, Instant.class))
                .isEqualTo(START);

        attach("b");
        rig.advance(Duration.ofMinutes(10)).poll();
        assertThat(ids(rig.take())).containsExactly("a", "b");
        rig.sandbox.removeSeries("a");
        rig.advance(Duration.ofMinutes(10)).poll();
        rig.take();
        rig.advance(Duration.ofMinutes(10)).poll();
        assertThat(ids(rig.take())).containsExactly("b");
    }

    @Test
    void seriesThatComesBackWhileItsWindowIsInFlightDoesNotGetItTwice() throws Exception {
        rig.sandbox.addGrowingSeries("a", Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1)));
        CountDownLatch goesOn = new CountDownLatch(1);
        rig.start(new RouteBuilder() {
            @Override
            public void configure() {
                from(ConsumerRig.uri(
                                "operation=data&namespace=vessel&key=motion&initialStart=2026-01-01&recovery=none"))
                        .routeId(ConsumerRig.ROUTE)
                        .to("seda:slow");
                from("seda:slow?pollTimeout=10").process(exchange -> {
                    rig.note(exchange);
                    goesOn.await(20, TimeUnit.SECONDS);
                });
            }
        });
        attach("a");
        rig.advance(Duration.ofMinutes(10)).poll();
        holds(() -> rig.received().size() == 1, "its window is in flight");
        rig.sandbox
                .faults()
                .answerNext(1, Sandbox.RESERVOIR_PATH + "timeseries/search", Response.json(200, java.util.Map.of()));
        rig.advance(Duration.ofMinutes(10)).poll();
        rig.advance(Duration.ofMinutes(10)).poll();
        goesOn.countDown();
        holds(() -> rig.received().size() == 2, "the next window");
        rig.poll();

        assertThat(rig.takeTimes()).doesNotHaveDuplicates().hasSize(174);
    }

    private void attach(String series) {
        Exchange exchange = rig.context()
                .camel()
                .createFluentProducerTemplate()
                .to(
                        "fourinsight:timeseries?operation=attachMetadata&namespace=vessel&key=motion&overwrite=true&seriesId="
                                + series)
                .withBody(java.util.Map.of("unit", "m"))
                .send();
        assertThat(exchange.getException()).isNull();
    }

    private static TreeSet<String> ids(List<Exchange> exchanges) {
        TreeSet<String> ids = new TreeSet<>();
        exchanges.forEach(
                exchange -> ids.add(ConsumerRig.header(exchange, FourInsightConstants.SERIES_ID, String.class)));
        return ids;
    }

    @Test
    void seriesOfACampaignArePolled() throws Exception {
        rig.start("operation=data&campaignId=" + Sandbox.CAMPAIGN + "&initialStart=2026-01-01T00:00:00Z&maxWindow=1h");
        rig.advance(Duration.ofHours(1)).poll();

        assertThat(ids(rig.take())).isNotEmpty();
    }

    @Test
    void shardsShareTheSeriesAndTakeEachOnce() throws Exception {
        StringBuilder series = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            rig.sandbox.addGrowingSeries("s" + i, Growth.from(START, Duration.ofSeconds(10), Duration.ofMinutes(1)));
            series.append(i == 0 ? "" : ",").append('s').append(i);
        }
        List<String> all = new java.util.ArrayList<>();
        for (int part = 1; part <= 3; part++) {
            rig.start("operation=data&seriesId=" + series + "&initialStart=2026-01-01&cursorName=all&shard=" + part
                    + "/3");
            rig.advance(Duration.ofMinutes(2)).poll();
            TreeSet<String> ids = ids(rig.take());
            assertThat(ids).hasSizeBetween(2, 12);
            all.addAll(ids);
        }

        assertThat(all).hasSize(20).doesNotHaveDuplicates();
    }
}
