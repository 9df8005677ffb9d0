package io.fourinsight.client.rest.page;

import static io.fourinsight.client.rest.Paging.ITEMS;
import static io.fourinsight.client.rest.Paging.SINGLE;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static io.fourinsight.client.testing.ScriptedServer.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.rest.Paging;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.RestRig;
import io.fourinsight.client.rest.url.ServiceUrl;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are next links, and where they lead. */
class NextLinksTest {

    private static final String START = "/api/v1.1/Campaigns/5/Events";
    private static final ScriptedServer.Script LAST = reply(200, "{\"value\":[2]}");

    private final ScriptedServer server = new ScriptedServer(LAST);
    private final RestRig rig = new RestRig();

    @AfterEach
    void close() throws IOException {
        rig.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\":[1],\"@nextLink\":\"?p=2\"}",
                "{\"value\":[1],\"odata.nextLink\":\"?p=2\"}",
                "{\"value\":[1],\"@odata.NextLink\":\"?p=2\"}",
                "{\"@ODATA.NEXTLINK\":\"?p=2\",\"value\":[1],\"odata.count\":\"7\"}",
                "{\"Value\":[1],\"@odata.nextLink\":\"?p=2\",\"@odata.count\":7}",
                "{\"odata.metadata\":\"x\",\"VALUE\":[1],\"Value@odata.type\":\"y\",\"odata.nextLink\":\"?p=2\"}",
                "{\"value\":[1],\"@odata.nextLink\":null,\"@nextLink\":\"?p=2\"}"
            })
    void aLinkIsFollowedInEachSpelling(String page) {
        server.script(sequence(reply(200, page), LAST));

        assertThat(read(ITEMS).body()).isEqualTo(List.of(1, 2));
        assertThat(server.targets()).containsExactly(START, START + "?p=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\\t"})
    void anEmptyLinkIsNone(String link) {
        server.script(page(1, link));

        assertThat(read(ITEMS).body()).isEqualTo(List.of(1));
        assertThat(read(SINGLE).nextLink()).isNull();
    }

    @Test
    void aMemberNamedValueInAnotherCaseIsAListOnlyBesideAnnotations() {
        server.script(reply(200, "{\"Id\":7,\"Value\":[1]}"));

        assertThat(read(ITEMS).body()).isEqualTo(Map.of("Id", 7, "Value", List.of(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "@odata.context, /api/v1.1/$metadata#Campaigns(5)/Events",
        "@context, /api/v1.1/$metadata#Events",
        "odata.metadata, /api/v1.1/$metadata#Events"
    })
    void aRelativeLinkStartsAtTheContextUrl(String name, String context) {
        server.script(sequence(
                reply(
                        200,
                        "{\"" + name + "\":\"" + server.uri(context) + "\",\"value\":[1],"
                                + "\"@odata.nextLink\":\"Campaigns/5/Events?$skiptoken=10\"}"),
                LAST));

        assertThat(read(ITEMS).body()).isEqualTo(List.of(1, 2));
        assertThat(server.targets()).containsExactly(START, START + "?$skiptoken=10");
    }

    @Test
    void aLinkThatIsOnlyAQueryIsAboutTheRequestAlsoIfThereIsAContextUrl() {
        server.script(sequence(
                reply(
                        200,
                        "{\"@odata.context\":\"" + server.uri("/api/v1.1/$metadata")
                                + "\",\"value\":[1],\"@odata.nextLink\":\"?p=2\"}"),
                LAST));

        read(ITEMS);

        assertThat(server.targets()).containsExactly(START, START + "?p=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1/api/v1.1/$metadata",
                "https://localhost:PORT/api/v1.1/$metadata",
                "http://127.0.0.1:PORT/api/v1.1/$metadata",
                "http://localhost:PORT/other/$metadata",
                "http://localhost:PORT/api/../other/$metadata",
                "http://eve@localhost:PORT/api/v1.1/$metadata",
                "no url at all",
                ""
            })
    void aContextUrlElsewhereIsNoStart(String context) {
        server.script(sequence(
                reply(
                        200,
                        "{\"@odata.context\":\""
                                + context.replace("PORT", "" + server.uri("/").getPort())
                                + "\",\"value\":[1],\"@odata.nextLink\":\"Events?p=2\"}"),
                LAST));

        assertThat(read(ITEMS).body()).isEqualTo(List.of(1, 2));
        assertThat(server.targets()).containsExactly(START, START + "?p=2");
    }

    /** The right column is what requests 2.34 with urllib3 2.7 asks for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Events?$filter=Title eq 'Æ'|Events?$filter=Title%20eq%20'%C3%86'",
                "Events?t={a}&u=b%20c|Events?t=%7Ba%7D&u=b%20c",
                "Bøye/Events?p=2|B%C3%B8ye/Events?p=2",
                "Events?p=100% {2}|Events?p=100%25%20%7B2%7D",
                "Events?p=a^b`c<d>[e]|Events?p=a%5Eb%60c%3Cd%3E%5Be%5D",
                "Events?p=😀|Events?p=%F0%9F%98%80"
            })
    void whatIsNotAllowedInAUrlIsEncoded(String link, String target) {
        for (String start : List.of("", server.uri("/api/v1.1/Campaigns/5/").toString())) {
            server.seen().clear();
            server.script(sequence(page(1, start + link), LAST));

            assertThat(read(ITEMS).body()).isEqualTo(List.of(1, 2));
            assertThat(server.targets()).containsExactly(START, "/api/v1.1/Campaigns/5/" + target);
        }
    }

    @Test
    void aLinkToAHostBeyondAsciiIsForbiddenUnderItsOwnNameInAscii() {
        server.script(page(1, "https://user:pass@bücher.example/Events"));

        assertThatThrownBy(() -> read(ITEMS))
                .isInstanceOf(RestException.ForbiddenLink.class)
                .hasMessageContaining("The next link to https://xn--bcher-kva.example leaves")
                .hasMessageNotContaining("pass");
    }

    @Test
    void aLinkThatTheRouteIsToFollowIsAWholeUrl() {
        server.script(page(1, "Events?p=a b"));

        assertThat(read(SINGLE).nextLink())
                .isEqualTo(server.uri(START + "?p=a%20b").toString());
    }

    @Test
    void aLinkElsewhereThatTheRouteIsToFollowIsAsItCame() {
        server.script(page(1, "https://evil.example/x"));

        assertThat(read(SINGLE).nextLink()).isEqualTo("https://evil.example/x");
    }

    @Test
    void theServiceIsToldTheVersionThatIsUnderstood() {
        read(ITEMS);

        assertThat(server.seen().get(0).header("odata-maxversion")).isEqualTo("4.0");
    }

    @Test
    void emptyPagesWithEverNewLinksEnd() {
        AtomicInteger page = new AtomicInteger();
        server.script((request, out) -> endless(page, "").answer(request, out));

        assertThatThrownBy(() -> read(ITEMS))
                .isInstanceOf(RestException.ForbiddenLink.class)
                .hasMessageContaining("1000 pages in a row without an item");
        assertThat(server.seen()).hasSize(1000);
    }

    @Test
    void pagesWithItemsInBetweenDoNotEnd() {
        AtomicInteger page = new AtomicInteger();
        server.script((request, out) -> {
            int number = page.incrementAndGet();
            ScriptedServer.Script answer = number == 2500 ? LAST : page(number % 999 == 0 ? 1 : null, "?p=" + number);
            answer.answer(request, out);
        });

        assertThat(read(ITEMS).body()).isEqualTo(List.of(1, 1, 2));
    }

    @Test
    void aCircleOfManyPagesIsOne() {
        AtomicInteger page = new AtomicInteger();
        server.script((request, out) -> {
            if (page.get() > 9000) {
                reply(500, "").answer(request, out);
            }
            page(1, "?p=" + page.incrementAndGet() % 1500).answer(request, out);
        });

        assertThatThrownBy(() -> read(ITEMS))
                .isInstanceOf(RestException.ForbiddenLink.class)
                .hasMessageContaining("circle");
    }

    private static ScriptedServer.Script endless(AtomicInteger page, String item) {
        if (page.get() > 3000) {
            return reply(500, "");
        }
        return reply(200, "{\"value\":[" + item + "],\"@odata.nextLink\":\"?p=" + page.incrementAndGet() + "\"}");
    }

    private static ScriptedServer.Script page(Integer item, String link) {
        return reply(200, "{\"value\":[" + (item == null ? "" : item) + "],\"@odata.nextLink\":\"" + link + "\"}");
    }

    private CollectionClient.Answer read(Paging paging) {
        ServiceUrl service = ServiceUrl.parse("apiUrl", server.uri("/api/").toString());
        return new CollectionClient(rig.client(), service, Pages.NOT_AHEAD)
                .read(server.uri(START), paging, false, rig.caller());
    }
}
