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
import io.fourinsight.client.rest.call.RestRig;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectionClientTest {

    private static final String START = "/v1.1/Campaigns?$top=2";

    private final ScriptedServer server = new ScriptedServer(reply(500, ""));
    private final RestRig rig = new RestRig();

    @AfterEach
    void close() throws IOException {
        rig.close();
        server.close();
    }

    @Test
    void itemsOfAllPagesComeAsOneList() {
        server.script(sequence(
                page("1,2", server.uri("/v1.1/Campaigns?$skip=2&t=a%2Bb+c").toString()), page("3", null)));

        assertThat(read(ITEMS).body()).isEqualTo(List.of(1, 2, 3));
        assertThat(read(ITEMS).nextLink()).isNull();
        assertThat(server.targets().subList(0, 2)).containsExactly(START, "/v1.1/Campaigns?$skip=2&t=a%2Bb+c");
    }

    @Test
    void pagesComeAsTheyAre() {
        server.script(sequence(page("1", "?p=2"), page("2", null)));

        assertThat(read(PAGES).body())
                .isEqualTo(
                        List.of(Map.of("value", List.of(1), "@odata.nextLink", "?p=2"), Map.of("value", List.of(2))));
    }

    @Test
    void singleLeavesTheNextLinkToTheCaller() {
        server.script(page("1", "?p=2"));

        CollectionClient.Answer answer = read(SINGLE);

        assertThat(answer.nextLink())
                .isEqualTo(server.uri("/v1.1/Campaigns?p=2").toString());
        assertThat(answer.body()).isEqualTo(Map.of("value", List.of(1), "@odata.nextLink", "?p=2"));
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void streamingFetchesAPageOnlyWhenTheOneBeforeIsUsedUp() {
        server.script(sequence(page("1,2", "?p=2"), page("3", "?p=3"), page("4", null)));

        Iterator<?> stream = stream();

        assertThat(server.seen()).hasSize(1);
        assertThat(stream.next()).isEqualTo(1);
        assertThat(stream.next()).isEqualTo(2);
        assertThat(server.seen()).hasSize(1);
        assertThat(stream.next()).isEqualTo(3);
        assertThat(server.seen()).hasSize(2);
        assertThat(stream.next()).isEqualTo(4);
        assertThat(stream.hasNext()).isFalse();
        assertThatThrownBy(stream::next).isInstanceOf(java.util.NoSuchElementException.class);
        assertThat(server.seen()).hasSize(3);
    }

    @Test
    void aPageThatFailedInAStreamCanBeAskedForAgain() {
        server.script(sequence(page("1", "?p=2"), reply(500, ""), page("2", null)));

        Iterator<?> stream = stream();
        stream.next();

        assertThatThrownBy(stream::hasNext).isInstanceOf(RestException.Status.class);
        assertThat(stream.next()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?p=2", "Campaigns?p=2", "/v1.1/Campaigns?p=2", "../v1.1/Campaigns?p=2"})
    void relativeLinksStartAtTheLastPage(String link) {
        server.script(sequence(page("1", link), page("2", null)));

        assertThat(read(ITEMS).body()).isEqualTo(List.of(1, 2));
        assertThat(server.targets()).containsExactly(START, "/v1.1/Campaigns?p=2");
    }

    @Test
    void anEmptyPageInTheMiddleIsNotTheEnd() {
        server.script(sequence(page("1", "?p=2"), page("", "?p=3"), page("2", null)));

        assertThat(read(ITEMS).body()).isEqualTo(List.of(1, 2));
    }

    @Test
    void aNullNextLinkIsTheEnd() {
        server.script(reply(200, "{\"value\":[1],\"@odata.nextLink\":null}"));

        assertThat(read(ITEMS).body()).isEqualTo(List.of(1));
    }

    @Test
    void whatIsNoCollectionIsHandedOverAsItIs() {
        server.script(reply(200, "{\"Id\":7}"));
        assertThat(read(ITEMS).body()).isEqualTo(Map.of("Id", 7));

        server.script(reply(200, "{\"value\":7}"));
        assertThat(read(ITEMS).body()).isEqualTo(Map.of("value", 7));

        server.script(reply(204, ""));
        assertThat(read(ITEMS).body()).isNull();
    }

    @Test
    void aPlainListIsItsItemsOrOnePage() {
        server.script(reply(200, "[1,2]"));

        assertThat(read(ITEMS).body()).isEqualTo(List.of(1, 2));
        assertThat(read(PAGES).body()).isEqualTo(List.of(List.of(1, 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Id\":7}", "7", "{\"value\":null}", "{\"value\":[2],\"@odata.nextLink\":{}}", "<html>"})
    void aNextPageThatIsNoneIsMalformed(String second) {
        server.script(sequence(page("1", "?p=2"), reply(200, second)));

        assertThatThrownBy(() -> read(ITEMS)).isInstanceOf(RestException.Malformed.class);
    }

    @Test
    void aSecondPageThatFailsLeavesNoPartialResult() {
        server.script(sequence(page("1", "?p=2"), reply(500, "")));

        assertThatThrownBy(() -> read(ITEMS)).isInstanceOf(RestException.Status.class);
    }

    @Test
    void aTokenNeverLeavesForAnotherHostOrPort() throws IOException {
        try (ScriptedServer foreign = new ScriptedServer(page("666", null))) {
            String port = ":" + foreign.uri("/").getPort() + "/x";
            for (String link : List.of(
                    "http://localhost" + port, "//localhost" + port, "http://127.0.0.1" + port, "https://evil/x")) {
                server.script(page("1", link));

                assertThatThrownBy(() -> read(ITEMS))
                        .isInstanceOf(RestException.ForbiddenLink.class)
                        .hasMessageContaining("leaves");
            }
            assertThat(foreign.connections()).isZero();
        }
    }

    @Test
    void anotherSchemeOrUserInformationIsForbiddenAndTheLatterNotShown() {
        String authority = server.uri("/").getRawAuthority();
        for (String link :
                List.of("https://" + authority + "/x", "http://eve:pass@" + authority + "/x", "mailto:eve@example")) {
            server.script(page("1", link));

            assertThatThrownBy(() -> read(ITEMS))
                    .isInstanceOf(RestException.ForbiddenLink.class)
                    .hasMessageNotContaining("pass");
        }
        assertThat(server.seen()).hasSize(3);
    }

    @Test
    void aLinkThatIsNoUrlIsMalformed() {
        server.script(page("1", "http://local host/ x"));

        assertThatThrownBy(() -> read(ITEMS)).isInstanceOf(RestException.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {START, "#again", "?$top=2"})
    void aPageThatLinksToItselfIsACircle(String link) {
        server.script(bounded(page("1", link)));

        assertCircle();
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void twoPagesThatLinkToEachOtherAreACircle() {
        server.script(bounded((request, out) ->
                page("1", request.target().equals(START) ? "/b" : START).answer(request, out)));

        assertCircle();
        assertThat(server.seen()).hasSize(2);
    }

    private void assertCircle() {
        assertThatThrownBy(() -> read(ITEMS))
                .isInstanceOf(RestException.ForbiddenLink.class)
                .hasMessageContaining("circle");
    }

    private CollectionClient.Answer read(Paging paging) {
        return new CollectionClient(rig.client(), server.service(), Pages.NOT_AHEAD)
                .read(server.uri(START), paging, false, rig.caller());
    }

    private Iterator<?> stream() {
        return (Iterator<?>) new CollectionClient(rig.client(), server.service(), Pages.NOT_AHEAD)
                .read(server.uri(START), ITEMS, true, rig.caller())
                .body();
    }

    private static ScriptedServer.Script page(String items, String nextLink) {
        String link = nextLink == null ? "" : ",\"@odata.nextLink\":\"" + nextLink + "\"";
        return reply(200, "{\"value\":[" + items + "]" + link + "}");
    }
}
