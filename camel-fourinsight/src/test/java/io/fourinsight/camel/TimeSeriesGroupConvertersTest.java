package io.fourinsight.camel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import io.fourinsight.client.reservoir.TimeSeriesTable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.TypeConversionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimeSeriesGroupConvertersTest {

    private static final long SECOND = 1_000_000_000;
    private static final String CSV =
            """
            time,Ax,Ay
            1970-01-01T00:00:00Z,0.5,
            1970-01-01T00:00:01Z,1.5,-0.0
            1970-01-01T00:00:01.010Z,,7.0
            """;

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private static TimeSeriesGroup group() {
        Map<String, TimeSeries> members = new LinkedHashMap<>();
        members.put("Ax", TimeSeries.of("x", new long[] {0, SECOND}, new double[] {0.5, 1.5}));
        members.put("Ay", TimeSeries.of("y", new long[] {SECOND, SECOND + 10_000_000}, new double[] {-0.0, 7}));
        return TimeSeriesGroup.of(members);
    }

    @Test
    void groupsAndTablesBecomeCsvWithAHeader() throws IOException {
        for (Object body : List.of(group(), group().table(Duration.ZERO))) {
            assertThat(convert(String.class, body)).isEqualTo(CSV);
            assertThat(convert(byte[].class, body)).isEqualTo(CSV.getBytes(UTF_8));
            try (InputStream csv = convert(InputStream.class, body)) {
                assertThat(csv.readAllBytes()).isEqualTo(CSV.getBytes(UTF_8));
            }
        }
    }

    @Test
    void groupsAndTablesBecomeRows() {
        for (Object body : List.of(group(), group().table(Duration.ZERO))) {
            List<?> rows = convert(List.class, body);
            assertThat(rows).isEqualTo(group().table(Duration.ZERO).rows()).hasSize(3);
            assertThat((Map<?, ?>) rows.get(0)).isEqualTo(row(Instant.EPOCH, 0.5, null));
            Iterator<?> iterator = convert(Iterator.class, body);
            rows.forEach(row -> assertThat(iterator.next()).isEqualTo(row));
            assertThat(iterator.hasNext()).isFalse();
        }
    }

    private static Map<String, Object> row(Instant time, Object ax, Object ay) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("time", time);
        row.put("Ax", ax);
        row.put("Ay", ay);
        return row;
    }

    @Test
    void aGroupOfTextHasNoTable() {
        TimeSeriesGroup text = TimeSeriesGroup.of(Map.of("on", TimeSeries.of("s", new long[1], new String[] {"yes"})));

        assertThatThrownBy(() -> convert(String.class, text))
                .isInstanceOf(TypeConversionException.class)
                .hasRootCauseMessage("Series 'on' holds text; a table is made of numbers");
    }

    @Test
    void aRouteMakesTablesCsvRowsAndJson() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:rows")
                        .convertBodyTo(TimeSeriesTable.class)
                        .split(body())
                        .streaming()
                        .to("mock:rows");
                from("direct:nanos")
                        .setBody(simple("${body.table('PT0.01S')}"))
                        .setBody(simple("${body.csvWithNanos}"));
                from("direct:json").marshal().json().convertBodyTo(String.class);
                from("direct:samples")
                        .setBody(simple("${body.rows}"))
                        .split(body())
                        .to("mock:samples");
            }
        });
        MockEndpoint rows = context.getEndpoint("mock:rows", MockEndpoint.class);
        MockEndpoint samples = context.getEndpoint("mock:samples", MockEndpoint.class);

        request("direct:rows", group());
        request("direct:samples", group().series("Ax"));

        assertThat(rows.getExchanges())
                .extracting(exchange -> exchange.getMessage().getBody())
                .isEqualTo(group().table(Duration.ZERO).rows());
        assertThat(samples.getExchanges())
                .extracting(exchange -> exchange.getMessage().getBody())
                .containsExactly(
                        Map.of("time", Instant.EPOCH, "value", 0.5),
                        Map.of("time", Instant.ofEpochSecond(1), "value", 1.5));
        assertThat(request("direct:nanos", group())).isEqualTo("time,Ax,Ay\n0,0.5,\n1000000000,1.5,-0.0\n");
        assertThat(request("direct:json", group()))
                .isEqualTo("{\"Ax\":{\"seriesId\":\"x\",\"samples\":[[0,0.5],[1000000000,1.5]]},"
                        + "\"Ay\":{\"seriesId\":\"y\",\"samples\":[[1000000000,-0.0],[1010000000,7.0]]}}");
        assertThat(request("direct:json", group().table(Duration.ofMillis(10))))
                .isEqualTo("{\"labels\":[\"Ax\",\"Ay\"],\"rows\":[[0,0.5,null],[1000000000,1.5,-0.0]]}");
    }

    private Object request(String endpoint, Object body) {
        return context.createProducerTemplate().requestBody(endpoint, body);
    }

    @Test
    void aGroupIsItsTableOfAllTimes() {
        assertThat(convert(TimeSeriesTable.class, group()).timestamps())
                .containsExactly(0, SECOND, SECOND + 10_000_000);
    }

    private <T> T convert(Class<T> type, Object body) {
        return context.getTypeConverter().convertTo(type, body);
    }
}
