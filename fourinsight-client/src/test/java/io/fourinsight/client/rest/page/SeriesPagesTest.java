package io.fourinsight.client.rest.page;

import static io.fourinsight.client.rest.Paging.ITEMS;
import static io.fourinsight.client.rest.Paging.PAGES;
import static io.fourinsight.client.rest.Paging.SINGLE;
import static io.fourinsight.client.testing.ScriptedServer.bounded;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static io.fourinsight.client.testing.ScriptedServer.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.rest.Paging;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RestRig;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesPagesTest {

    private static final String PATH = "/v1.0/timeseries/search";

    private final ScriptedServer server = new ScriptedServer(reply(500, ""));
    private final RestRig rig = new RestRig();

    @AfterEach
    void close() throws IOException {
        rig.close();
        server.close();
    }

    @Test
    void allPagesComeAsOneListEachSkippingWhatCameBefore() throws IOException {
        server.script(sequence(page(0, 50, 120), page(50, 100, 120), page(100, 120, 120)));

        assertThat(read(ITEMS).body()).isEqualTo(numbers(0, 120));
        assertThat(server.seen()).hasSize(3).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target()).isEqualTo(PATH);
        });
        assertThat(server.seen().stream()
                        .map(request -> Json.object(request.body().getBytes())))
                .extracting(body -> body.get("Campaigns"), body -> body.get("pageSize"), body -> body.get("skip"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(List.of("c/1"), 50, 0),
                        org.assertj.core.groups.Tuple.tuple(List.of("c/1"), 50, 50),
                        org.assertj.core.groups.Tuple.tuple(List.of("c/1"), 50, 100));
    }

    @Test
    void namesMayBeInCamelCase() {
        server.script(reply(200, "{\"timeSeries\":[1,2],\"totalCount\":2}"));

        assertThat(read(ITEMS).body()).isEqualTo(List.of(1, 2));
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void serviceThatGivesFewerThanAskedForIsAskedOn() {
        server.script(sequence(page(0, 20, 45), page(20, 40, 45), page(40, 45, 45)));

        assertThat(read(ITEMS).body()).isEqualTo(numbers(0, 45));
    }

    @Test
    void withoutACountAPageThatIsNotFullIsTheLast() {
        server.script(sequence(page(0, 50, null), page(50, 60, null), reply(500, "")));

        assertThat(read(ITEMS).body()).isEqualTo(numbers(0, 60));
        assertThat(server.seen()).hasSize(2);
    }

    @Test
    void withoutACountAnEmptyPageIsTheEnd() {
        server.script(sequence(page(0, 50, null), page(50, 50, null), reply(500, "")));

        assertThat(read(ITEMS).body()).isEqualTo(numbers(0, 50));
    }

    @Test
    void campaignWithoutSeriesIsAnEmptyList() {
        server.script(page(0, 0, 0));

        assertThat(read(ITEMS).body()).isEqualTo(List.of());
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void pagesAndTheFirstAnswerComeAsTheyAre() {
        server.script(sequence(page(0, 1, 2), page(1, 2, 2), page(0, 1, 2)));

        assertThat(read(PAGES).body())
                .isEqualTo(List.of(
                        Map.of("TimeSeries", List.of(0), "TotalCount", 2),
                        Map.of("TimeSeries", List.of(1), "TotalCount", 2)));
        assertThat(read(SINGLE).body()).isEqualTo(Map.of("TimeSeries", List.of(0), "TotalCount", 2));
        assertThat(server.seen()).hasSize(3);
    }

    @Test
    void streamFetchesAPageWhenTheOneBeforeIsUsedUp() {
        server.script(sequence(page(0, 2, 3), page(2, 3, 3)));

        Iterator<?> stream = (Iterator<?>) read(true).body();

        stream.next();
        stream.next();
        assertThat(server.seen()).hasSize(1);
        assertThat(stream.next()).isEqualTo(2);
        assertThat(stream.hasNext()).isFalse();
        assertThat(server.seen()).hasSize(2);
    }

    @Test
    void pageThatFailedInAStreamCanBeAskedForAgain() {
        server.script(sequence(page(0, 1, 2), reply(500, ""), page(1, 2, 2)));

        Iterator<?> stream = (Iterator<?>) read(true).body();
        stream.next();

        assertThatThrownBy(stream::next).isInstanceOf(RestException.Status.class);
        assertThat(stream.next()).isEqualTo(1);
    }

    @Test
    void searchOnlyAsksAndIsRepeatedAsAGetIs() {
        server.script(sequence(
                reply(504, ""),
                (request, out) -> {
                    throw new ScriptedServer.HangUp();
                },
                page(0, 1, 1)));

        assertThat(read(ITEMS).body()).isEqualTo(List.of(0));
        assertThat(server.seen()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"value\":[]}", "{\"TimeSeries\":null}", "{\"TimeSeries\":{}}", "7"})
    void answerWithoutAListIsMalformed(String answer) {
        server.script(reply(200, answer));

        assertThatThrownBy(() -> read(ITEMS))
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("no list named 'TimeSeries'");
    }

    @Test
    void seriesThatAreCountedAndNeverComeAreAnError() {
        server.script(sequence(page(0, 50, 60), page(50, 50, 60)));

        assertThatThrownBy(() -> read(ITEMS))
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("after the first 50, although there are 60");
    }

    @Test
    void serviceThatDoesNotSkipIsAnErrorAndNotAnEndlessList() {
        server.script(bounded(page(0, 50, null)));

        assertThatThrownBy(() -> read(ITEMS))
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("the same page came again");
        assertThat(server.seen()).hasSize(2);
    }

    private CollectionClient.Answer read(Paging paging) {
        return client().read(search(), paging, false, rig.caller());
    }

    private CollectionClient.Answer read(boolean streaming) {
        return client().read(search(), ITEMS, streaming, rig.caller());
    }

    private CollectionClient client() {
        return new CollectionClient(rig.client(), server.service(), Pages.NOT_AHEAD);
    }

    private SeriesSearch search() {
        return new SeriesSearch(server.uri(PATH), "c/1");
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static ScriptedServer.Script page(int from, int to, Integer total) {
        String series = numbers(from, to).stream().map(String::valueOf).collect(Collectors.joining(","));
        String count = total == null ? "" : ",\"TotalCount\":" + total;
        return reply(200, "{\"TimeSeries\":[" + series + "]" + count + "}");
    }
}
