package io.fourinsight.client.reservoir.request;

import static io.fourinsight.client.testing.ScriptedServer.bounded;
import static io.fourinsight.client.testing.ScriptedServer.raw;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static io.fourinsight.client.testing.ScriptedServer.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.AggregateQuery;
import io.fourinsight.client.reservoir.AggregationFunction;
import io.fourinsight.client.reservoir.AggregationPeriod;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.RestRig;
import io.fourinsight.client.rest.url.ServiceUrl;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservoirClientTest {

    private static final long START = nanos("2024-01-01T00:00:00Z");
    private static final long END = nanos("2024-01-02T00:00:00Z");
    private static final String NEXT = "/api/reservoir/next?page=2";

    private final ScriptedServer server = new ScriptedServer(page("", null));
    private final RestRig rig = new RestRig();

    @AfterEach
    void close() throws IOException {
        rig.close();
        server.close();
    }

    @Test
    void theQueryIsTheOneThatTheServiceIsKnownToAccept() {
        samples(START, END);

        assertThat(server.targets())
                .containsExactly("/api/reservoir/timeseries/a%2Fb%20%C3%A6/samples/aggregate?maxPageSize=30000"
                        + "&aggregationPeriod=15m&aggregationFunction=Avg"
                        + "&start=2024-01-01T00%3A00%3A00%2B00%3A00&end=2024-01-02T00%3A00%3A00%2B00%3A00"
                        + "&includeEmptyAggregations=False");
    }

    @Test
    void emptyAggregationsAreAskedForInCapitals() {
        client().samples(query(START, END, true), rig.caller());

        assertThat(server.targets().get(0)).endsWith("&includeEmptyAggregations=True");
    }

    @Test
    void aWindowOffTheTicksIsWidenedAndCutAtItsEnd() {
        server.script(page(sample(START, "1") + "," + sample(START + 100, "2") + "," + sample(START + 200, "3"), null));

        TimeSeries series = samples(START + 50, START + 150);

        assertThat(server.targets().get(0))
                .contains("&start=2024-01-01T00%3A00%3A00%2B00%3A00&end=2024-01-01T00%3A00%3A00.0000002%2B00%3A00&");
        assertThat(series.size()).isEqualTo(2);
        assertThat(series.timestamp(0)).as("the one that the start falls into").isEqualTo(START);
        assertThat(series.number(1)).isEqualTo(2);
    }

    @Test
    void pagesAreConcatenated() {
        server.script(sequence(page(sample(START, "1"), NEXT), page(sample(START + 100, "null"), null)));

        TimeSeries series = samples(START, END);

        assertThat(series.seriesId()).isEqualTo("a/b æ");
        assertThat(series.size()).isEqualTo(2);
        assertThat(series.number(0)).isEqualTo(1);
        assertThat(series.number(1)).isNaN();
        assertThat(server.targets()).hasSize(2).last().isEqualTo(NEXT);
        assertThat(server.authorizations()).containsOnly("Bearer token-1");
    }

    @Test
    void samplesAtOrAfterTheEndAreLeftOut() {
        server.script(page(sample(END - 100, "1") + "," + sample(END, "2") + "," + sample(END + 100, "3"), null));

        TimeSeries series = samples(START, END);

        assertThat(series.size()).isOne();
        assertThat(series.timestamp(0)).isEqualTo(END - 100);
    }

    @Test
    void aPageThatBreaksOffIsAskedForAgainAndReplacesItself() {
        String whole = "{\"value\":[" + sample(START + 100, "2") + "," + sample(START + 200, "3") + "]}";
        ScriptedServer.Script cut = (request, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\nContent-Length: " + whole.length() + "\r\n\r\n");
            raw(out, whole.replace(":2}", ":9}").substring(0, whole.length() - 10));
            throw new ScriptedServer.HangUp();
        };
        server.script(sequence(page(sample(START, "1"), NEXT), cut, reply(200, whole)));

        TimeSeries series = samples(START, END);

        assertThat(series.size()).isEqualTo(3);
        assertThat(series.number(1)).isEqualTo(2);
        assertThat(server.targets().subList(1, 3)).containsOnly(NEXT);
    }

    @Test
    void aSecondPageThatIsNeverWholeLeavesNothingPartial() {
        server.script(sequence(page(sample(START, "1"), NEXT), (request, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"val\r\n");
            throw new ScriptedServer.HangUp();
        }));

        assertThatThrownBy(() -> samples(START, END)).isInstanceOf(RestException.Transport.class);
        assertThat(server.seen()).hasSize(1 + 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>confidential</html>",
                "{\"value\":[{\"Timestamp\":\"confidential\"}]}",
                "{\"value\":[",
                "{\"confidential\":[]}",
                "[]",
                "",
                "{\"value\":[]}{\"value\":[]}"
            })
    void aMalformedPageIsFinalAndNotQuoted(String page) {
        server.script(reply(200, page, "Content-Type: text/html"));

        assertThatThrownBy(() -> samples(START, END))
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("text/html")
                .hasMessageNotContaining("confidential");
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void aNextLinkElsewhereIsNotFollowed() throws IOException {
        try (ScriptedServer foreign = new ScriptedServer(page("", null))) {
            server.script(page("", foreign.uri("/x").toString()));

            assertThatThrownBy(() -> samples(START, END)).isInstanceOf(RestException.ForbiddenLink.class);
            assertThat(foreign.connections()).isZero();
        }
    }

    @Test
    void aLinkToItselfIsACircle() {
        server.script(bounded(page(sample(START, "1"), NEXT)));

        assertThatThrownBy(() -> samples(START, END)).isInstanceOf(RestException.ForbiddenLink.class);
        assertThat(server.seen()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@nextLink", "odata.nextLink", "@odata.nextlink"})
    void aNextLinkIsFollowedInEachSpelling(String name) {
        server.script(sequence(
                reply(200, "{\"value\":[" + sample(START, "1") + "],\"" + name + "\":\"" + NEXT + "\"}"),
                page(sample(START + 100, "2"), "")));

        assertThat(samples(START, END).size()).isEqualTo(2);
        assertThat(server.targets()).hasSize(2).last().isEqualTo(NEXT);
    }

    @Test
    void aRelativeLinkStartsAtTheRequestWhateverTheContextUrlIs() {
        String context = "\"@odata.context\":\"" + server.uri("/api/$metadata") + "\"";
        server.script(sequence(
                reply(200, "{" + context + ",\"value\":[],\"@odata.nextLink\":\"aggregate?page={2}\"}"),
                page("", null)));

        samples(START, END);

        assertThat(server.targets())
                .last()
                .isEqualTo("/api/reservoir/timeseries/a%2Fb%20%C3%A6/samples/aggregate?page=%7B2%7D");
    }

    @Test
    void emptyPagesWithEverNewLinksEnd() {
        AtomicInteger pages = new AtomicInteger();
        server.script((request, out) ->
                (pages.get() > 3000 ? reply(500, "") : page("", "?p=" + pages.incrementAndGet())).answer(request, out));

        assertThatThrownBy(() -> samples(START, END))
                .isInstanceOf(RestException.ForbiddenLink.class)
                .hasMessageContaining("1000 pages in a row without an item");
    }

    @Test
    void aPageLargerThanWhatMayBeHeldIsAnErrorThatNamesTheOption() {
        rig.maxResponseSize(10_000);
        server.script(page((sample(START, "1") + ",").repeat(300) + sample(START, "1"), null));

        assertThatThrownBy(() -> samples(START, END))
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("10000 bytes that maxResponseSize allows");
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void anUnknownSeriesIsNamed() {
        server.script(reply(404, ""));

        assertThatThrownBy(() -> samples(START, END))
                .isInstanceOf(RestException.Status.class)
                .hasMessageEndingWith("series 'a/b æ' is unknown or not visible to this client");
    }

    @Test
    void pingAndInfoAreBelowTheBase() {
        assertThat(client().ping().uri()).isEqualTo(server.uri("/api/ping"));
        assertThat(client().info("a/../b").uri()).isEqualTo(server.uri("/api/timeseries/a%2F..%2Fb"));
    }

    private TimeSeries samples(long start, long end) {
        return client().samples(query(start, end, false), rig.caller());
    }

    private ReservoirClient client() {
        return new ReservoirClient(
                rig.client(),
                ServiceUrl.parse("reservoirUrl", server.uri("/api/").toString()));
    }

    private static AggregateQuery query(long start, long end, boolean includeEmpty) {
        return new AggregateQuery(
                "a/b æ",
                start,
                end,
                AggregationPeriod.parse("aggregationPeriod", "15m"),
                AggregationFunction.MEAN,
                includeEmpty,
                30000);
    }

    private static ScriptedServer.Script page(String samples, String next) {
        String link = next == null ? "" : ",\"@odata.nextLink\":\"" + next + "\"";
        return reply(200, "{\"value\":[" + samples + "]" + link + "}");
    }

    private static String sample(long timestamp, String value) {
        return "{\"Timestamp\":" + timestamp + ",\"Value\":" + value + "}";
    }

    private static long nanos(String instant) {
        return TimeUnit.SECONDS.toNanos(Instant.parse(instant).getEpochSecond());
    }

    private ReservoirClient.SeriesEnd end(String info, String... headers) {
        server.script(reply(200, info, headers));
        return client().end("a", rig.caller());
    }

    @Test
    void theEndOfASeriesIsItsLastSample() {
        assertThat(end("{\"TimeOfFirstSample\":0,\"TimeOfLastSample\":1772366400000000007}")
                        .lastSample())
                .hasValue(1772366400000000007L);
        assertThat(end("{\"timeOfFirstSample\":-9,\"timeOfLastSample\":-1}").lastSample())
                .hasValue(-1);
        assertThat(end("{\"TimeOfFirstSample\":0,\"TimeOfLastSample\":0}").lastSample())
                .hasValue(0);
        assertThat(server.targets()).containsOnly("/api/timeseries/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"TimeOfFirstSample\":0,\"TimeOfLastSample\":-1}",
                "{\"TimeOfFirstSample\":null,\"TimeOfLastSample\":null}",
                "{\"TimeOfLastSample\":5}",
                "{}"
            })
    void aSeriesWithoutSamplesHasNoEnd(String info) {
        assertThat(end(info).lastSample()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "", "7", "{\"TimeOfFirstSample\":0,\"TimeOfLastSample\":\"soon\"}"})
    void anInfoThatIsNoneIsAnErrorThatQuotesNothing(String info) {
        assertThatThrownBy(() -> end(info))
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageEndingWith(" is not a number")
                .hasMessageContaining("/api/timeseries/a: the info of a series: TimeOf");
    }

    @Test
    void theServicesTimeComesWithTheEnd() {
        assertThat(end("{}").serviceTime()).isEmpty();
        assertThat(end("{}", "Date: Sun, 06 Nov 1994 08:49:37 GMT").serviceTime())
                .contains(Instant.parse("1994-11-06T08:49:37Z"));
    }
}
