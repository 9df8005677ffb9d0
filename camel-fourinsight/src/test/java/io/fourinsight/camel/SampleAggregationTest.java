package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.Eventually;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleAggregationTest {

    private static final long MARCH = 1_772_323_200_000_000_000L;

    private final CamelContext context = new DefaultCamelContext();
    private final SampleAggregation aggregation = new SampleAggregation();

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange message(Object body, Object... headers) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader(FourInsightConstants.SERIES_ID, "a");
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getMessage().setHeader((String) headers[i], headers[i + 1]);
        }
        return exchange;
    }

    private Exchange at(long time, Object body) {
        return message(body, SampleAggregation.TIME, time);
    }

    private String batch(Exchange... messages) {
        Exchange batch = null;
        for (Exchange message : messages) {
            batch = aggregation.aggregate(batch, message);
        }
        return csv(batch);
    }

    private static String csv(Exchange batch) {
        assertThat(batch.getMessage().getBody()).isInstanceOf(byte[].class);
        return new String((byte[]) batch.getMessage().getBody(), StandardCharsets.UTF_8);
    }

    @Test
    void numbersAndTheirTimesBecomeLines() {
        assertThat(batch(
                        at(1, 2.5),
                        at(2, "3"),
                        at(3, "-1e-3".getBytes(StandardCharsets.UTF_8)),
                        at(4, new ByteArrayInputStream("7".getBytes(StandardCharsets.UTF_8))),
                        at(5, 0.1f)))
                .isEqualTo("1,2.5\n2,3.0\n3,-0.001\n4,7.0\n5,0.1\n");
    }

    @Test
    void timeMayBeOfAnyKindThatIsOne() {
        Instant march = Instant.parse("2026-03-01T00:00:00Z");

        for (Object time : List.of(MARCH, march, "2026-03-01", "2026-03-01T01:00:00+01:00", Long.toString(MARCH))) {
            assertThat(batch(message(1, SampleAggregation.TIME, time))).isEqualTo(MARCH + ",1.0\n");
        }
    }

    @Test
    void bodyMayBeJsonOrMap() {
        assertThat(batch(
                        message("{\"time\":\"2026-03-01T00:00:00Z\",\"value\":1.5}"),
                        message(Map.of("time", MARCH + 1, "value", "2")),
                        message(("{\"time\":" + (MARCH + 2) + ",\"value\":3}").getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(MARCH + ",1.5\n" + (MARCH + 1) + ",2.0\n" + (MARCH + 2) + ",3.0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s 1772323200.000000005", "ms 1772323200000.000005", "us 1772323200000000.005"})
    void unitOfTimesIsTheOption(String unitAndTime) {
        aggregation.setTimeUnit(unitAndTime.split(" ")[0]);

        assertThat(batch(message("{\"time\":" + unitAndTime.split(" ")[1] + ",\"value\":1}")))
                .isEqualTo(MARCH + 5 + ",1.0\n");
    }

    @Test
    void secondsMayBeADouble() {
        aggregation.setTimeUnit("s");

        assertThat(batch(message(1, SampleAggregation.TIME, 1767225600.125))).isEqualTo("1767225600125000000,1.0\n");
        assertThat(batch(message("{\"time\":1767225600.125,\"value\":1}"))).isEqualTo("1767225600125000000,1.0\n");
        assertThat(batch(message("{\"time\":1767225600.123456789,\"value\":1}")))
                .isEqualTo("1767225600123456789,1.0\n");
    }

    @Test
    void expressionsFindTimeAndValue() {
        aggregation.setTime("${body[at]}");
        aggregation.setValue("${body[levels][mean]}");

        assertThat(batch(message("{\"at\":1,\"levels\":{\"mean\":4}}"))).isEqualTo("1,4.0\n");
    }

    /** Arrival would be the only other time there is. */
    @Test
    void messageWithoutTimeIsRefused() {
        assertThatThrownBy(() -> batch(message(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no time")
                .hasMessageContaining(SampleAggregation.TIME);
        assertThatThrownBy(() -> batch(message("{\"value\":1}"))).hasMessageContaining("no time");
    }

    @Test
    void expressionThatFindsNoTimeIsNotReplaced() {
        aggregation.setTime("${header.when}");

        assertThatThrownBy(() -> batch(message(1, SampleAggregation.TIME, 1))).hasMessageContaining("no time");
    }

    @Test
    void valueThatIsNoNumberIsRefusedWithoutQuotingIt() {
        for (Object value : Arrays.asList("n/a", "", "1,5", null, true, Double.NaN, "NaN", List.of())) {
            assertThatThrownBy(() -> batch(at(1, value)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no number")
                    .hasMessageNotContaining("n/a")
                    .hasMessageNotContaining("1,5");
        }
    }

    @Test
    void timeThatIsNoneIsRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> batch(message(1, SampleAggregation.TIME, "yesterday")))
                .hasMessageContaining("The time of the message is none")
                .hasMessageNotContaining("yesterday");
        assertThatThrownBy(() -> batch(message(1, SampleAggregation.TIME, 1.5)))
                .hasMessageContaining("not a number of ns");
        assertThatThrownBy(() -> batch(at(Long.MAX_VALUE, 1))).hasMessageContaining("no sample");
        assertThatThrownBy(() -> batch(message("{\"time\":1,")))
                .hasMessageContaining("JSON")
                .hasMessageContaining("character 11");
        assertThatThrownBy(() -> batch(message("{\"time\":1,\"value\":1e99999999999}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("out of any range");
    }

    @Test
    void unitThatIsNoneIsRefused() {
        assertThatThrownBy(() -> aggregation.setTimeUnit("min")).hasMessageContaining("allowed are ns, us, ms and s");
    }

    @Test
    void messageThatIsDeliveredTwiceCountsOnce() {
        assertThat(batch(at(1, 1), at(2, 2), at(2, 2), at(1, 1))).isEqualTo("1,1.0\n2,2.0\n");
        assertThat(batch(at(1, 1), at(1, 5))).as("the later received stays").isEqualTo("1,5.0\n");
    }

    @Test
    void samplesAreInTheOrderOfTheirTimes() {
        assertThat(batch(at(5, 5), at(-3, 3), at(9, 9), at(7, 7))).isEqualTo("-3,3.0\n5,5.0\n7,7.0\n9,9.0\n");
    }

    @Test
    void refusedMessageLeavesTheBatchAsItWas() {
        Exchange batch = aggregation.aggregate(null, at(1, 1));

        assertThatThrownBy(() -> aggregation.aggregate(batch, at(2, "n/a")))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(csv(batch)).isEqualTo("1,1.0\n");
    }

    @Test
    void seriesAreNotMixed() {
        Exchange batch = aggregation.aggregate(null, at(1, 1));
        Exchange other = at(2, 2);
        other.getMessage().setHeader(FourInsightConstants.SERIES_ID, "b");

        assertThatThrownBy(() -> aggregation.aggregate(batch, other))
                .hasMessageContaining("'a' and 'b'")
                .hasMessageContaining(FourInsightConstants.SERIES_ID);
    }

    /** A repository writes them anew with each message, and the charset was that of another body. */
    @Test
    void batchKeepsNothingOfASingleMessage() {
        Exchange first = message("1", SampleAggregation.TIME, 1, "topic", "deck", Exchange.CONTENT_TYPE, "text/plain");
        first.setProperty(Exchange.CHARSET_NAME, "UTF-16");

        Exchange batch = aggregation.aggregate(null, first);

        assertThat(batch.getMessage().getHeaders()).containsOnlyKeys(FourInsightConstants.SERIES_ID);
        assertThat(batch.getProperty(Exchange.CHARSET_NAME)).isNull();
    }

    @Test
    void batchIsAppendedAsItIs() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                SandboxContext appending = new SandboxContext(sandbox)) {
            appending.camel().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:values")
                            .aggregate(header(FourInsightConstants.SERIES_ID), new SampleAggregation())
                            .completionSize(3)
                            .to("fourinsight:timeseries?operation=append");
                }
            });
            appending.camel().start();
            for (long time = 0; time < 3; time++) {
                Exchange message = appending.sendBody(
                        "values",
                        time * 1.5,
                        FourInsightConstants.SERIES_ID,
                        Sandbox.EMPTY,
                        SampleAggregation.TIME,
                        MARCH + time);
                assertThat(message.getException()).isNull();
            }

            Map<Long, Double> sent = Map.of(MARCH, 0.0, MARCH + 1, 1.5, MARCH + 2, 3.0);
            Eventually.holds(() -> sandbox.samples(Sandbox.EMPTY).equals(sent), "all are in the series");
        }
    }
}
