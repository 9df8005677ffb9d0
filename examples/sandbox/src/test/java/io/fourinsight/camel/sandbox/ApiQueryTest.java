package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.encode;
import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiQueryTest {

    private static final Sandbox SANDBOX = Sandbox.start();

    private final TestClient client = new TestClient(SANDBOX);

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void nextLinksWalkTheWholeCollection() {
        List<JsonNode> pages = client.pages(client.api("v1.1/FieldsLookups"), client.apiToken());

        assertThat(pages).extracting(page -> page.path("value").size()).containsExactly(50, 50, 20);
        assertThat(pages.stream().flatMap(page -> titles(page).stream()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 120)
                        .mapToObj("Field %03d"::formatted)
                        .toList());
    }

    @Test
    void nextLinkKeepsTheQueryAndLeadsToTheHostThatWasAsked() {
        String localhost = SANDBOX.apiUrl().toString().replace("127.0.0.1", "localhost");
        String token = client.apiToken();
        HttpResponse<String> first = client.get(
                localhost + "v1.1/FieldsLookups?$filter=Title+gt+'Field+060'&$orderby=Title+desc&$count=true", token);

        assertThat(json(first).path("@odata.nextLink").asText()).startsWith(localhost);
        List<JsonNode> pages = client.pages(first, token);
        assertThat(pages).extracting(page -> page.path("@odata.count").asInt()).containsExactly(60, 60);
        assertThat(titles(pages.get(1))).startsWith("Field 070").endsWith("Field 061");
    }

    @Test
    void pageSizeCanBeChosen() {
        try (Sandbox small = Sandbox.builder().pageSize(7).start()) {
            TestClient other = new TestClient(small);
            assertThat(other.pages(other.api("v1.1/FieldsLookups"), other.apiToken()))
                    .hasSize(18);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Title eq 'Field 007' | 7",
                "contains(Title, '11') and Operator eq 'Nordfjell Energy' | 111 114 117",
                "startswith(Title, 'Field 00') and not (Operator eq 'Nordfjell Energy') | 1 2 4 5 7 8",
                "WaterDepth gt 630 | 39 79 119",
                "WaterDepth div 2 ge 315 and WaterDepth lt 6.4e2 | 38 78 118",
                "Modified ge 2026-04-29T08:00:00Z | 118 119 120",
                "Modified lt 2026-01-02T09:00:00%2B00:30 | 1",
                "month(Modified) eq 2 and day(Modified) eq 3 | 33",
                "Title in ('Field 003', 'Field 001') | 1 3",
                "Operator eq null | ''",
                "substring(tolower(Title), 6) eq '042' | 42",
            })
    void filterChoosesRows(String filter, String numbers) {
        HttpResponse<String> response = client.api(
                "v1.1/FieldsLookups?$filter=" + filter.replace(" ", "%20").replace("'", "%27"));

        assertThat(titles(json(response)))
                .containsExactlyElementsOf(
                        numbers.isEmpty()
                                ? List.of()
                                : List.of(numbers.split(" ")).stream()
                                        .map(number -> "Field %03d".formatted(Integer.parseInt(number)))
                                        .toList());
    }

    @Test
    void unknownValuesAreNeitherAboveNorBelow() {
        assertThat(titles("v1.1/Campaigns", "CampaignName", "EndDate eq null"))
                .containsExactly("Plug and abandonment Charlie");
        assertThat(titles("v1.1/Campaigns", "CampaignName", "EndDate gt 2026-05-01T00:00:00Z"))
                .containsExactly("Workover campaign Bravo");
        assertThat(titles("v1.1/Campaigns", "CampaignName", "not (EndDate gt 2026-05-01T00:00:00Z)"))
                .contains("Drilling campaign Alfa");
    }

    @Test
    void unknownTruthIsNotTrue() {
        String events = "v1.1/Campaigns/" + Sandbox.CAMPAIGN + "/Events";

        assertThat(titles(events, "EventType", "contains(Comment, 'Riser') and EventType ne 'x'"))
                .containsExactly("Connect", "Disconnect");
        assertThat(titles(events, "EventType", "not contains(Comment, 'Riser')"))
                .containsExactly("Waiting on weather");
        assertThat(titles(events, "EventType", "contains(Comment, 'Riser') or EventType eq 'Drift-off test'"))
                .containsExactly("Connect", "Drift-off test", "Disconnect");
    }

    @Test
    void orderByTakesSeveralPropertiesAndPutsNullFirst() {
        JsonNode fields = json(
                client.api("v1.1/FieldsLookups?$orderby=" + encode("Operator desc,WaterDepth desc,Title") + "&$top=3"));
        JsonNode campaigns = json(client.api("v1.1/Campaigns?$orderby=EndDate"));

        assertThat(titles(fields)).containsExactly("Field 039", "Field 078", "Field 117");
        assertThat(values(campaigns, "EndDate"))
                .containsExactly("null", "2026-04-30T00:00:00Z", "2026-07-15T00:00:00Z");
    }

    @Test
    void topAndSkipCutTheCollection() {
        assertThat(titles(json(client.api("v1.1/FieldsLookups?$skip=117&$top=2"))))
                .containsExactly("Field 118", "Field 119");
        assertThat(titles(json(client.api("v1.1/FieldsLookups?$skip=500")))).isEmpty();
        assertThat(client.pages(client.api("v1.1/FieldsLookups?$skip=10&$top=70"), client.apiToken()))
                .extracting(page -> page.path("value").size())
                .containsExactly(50, 20);
    }

    @Test
    void countIsOfAllThatTheFilterLetsThrough() {
        JsonNode answer = json(client.api(
                "v1.1/FieldsLookups?$count=true&$top=1&$filter=" + encode("Operator eq 'Nordfjell Energy'")));

        assertThat(answer.path("@odata.count").asInt()).isEqualTo(40);
        assertThat(json(client.api("v1.1/FieldsLookups")).has("@odata.count")).isFalse();
    }

    @Test
    void selectLeavesTheOtherPropertiesOut() {
        JsonNode row = json(client.api("v1.1/FieldsLookups?$select=Title&$top=1"))
                .path("value")
                .get(0);

        assertThat(row.has("Title")).isTrue();
        assertThat(row.has("Operator")).isFalse();
    }

    @Test
    void versionDecidesTheCasing() {
        JsonNode pascal = json(client.api("v1.1/Campaigns/" + Sandbox.CAMPAIGN));
        JsonNode camel = json(client.api("v1.0/Campaigns/" + Sandbox.CAMPAIGN));

        assertThat(pascal.path("CampaignName").asText()).isEqualTo("Drilling campaign Alfa");
        assertThat(camel.path("campaignName").asText()).isEqualTo("Drilling campaign Alfa");
        assertThat(camel.has("CampaignName")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$filter=NoSuchProperty%20eq%201",
                "$filter=Title%20eq",
                "$filter=Title%20gt%205",
                "$orderby=NoSuchProperty",
                "$top=-1",
                "$skip=x",
                "$select=NoSuchProperty",
                "$noSuchOption=1",
                "$skiptoken=x",
            })
    void badQueryIsRefusedWithAnODataError(String query) {
        HttpResponse<String> response = client.api("v1.1/FieldsLookups?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("error").path("message").asText()).isNotEmpty();
    }

    @Test
    void functionThatIsNotEvaluatedSaysSo() {
        assertThat(client.api("v1.1/FieldsLookups?$filter=" + encode("Modified lt now()"))
                        .statusCode())
                .isEqualTo(501);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1.1/Nothing",
                "v1.1/Campaigns/nope",
                "v1.1/Campaigns/nope/Events",
                "v1.1/Campaigns/" + Sandbox.CAMPAIGN + "/Nothing",
                "v9.9/Campaigns",
                "v1.1",
                "v1.1/Events",
            })
    void unknownPathIsNotFoundWithAJsonError(String path) {
        HttpResponse<String> response = client.api(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).path("error").path("code").asText()).isEqualTo("NotFound");
    }

    @Test
    void channelsReferToSeriesThatExist() {
        List<String> seriesIds = values(json(client.api("v1.1/Campaigns")), "Id").stream()
                .flatMap(campaign -> sensors(campaign).stream()
                        .flatMap(sensor -> values(
                                json(client.api("v1.1/Campaigns/%s/Sensors/%s/channels".formatted(campaign, sensor))),
                                "TimeseriesId")
                                .stream()))
                .toList();

        assertThat(seriesIds).hasSize(15).allSatisfy(id -> assertThat(
                        client.reservoir("timeseries/" + id).statusCode())
                .isEqualTo(200));
    }

    @Test
    void childrenAreThoseOfTheirParent() {
        JsonNode events = json(client.api("v1.1/Campaigns/" + Sandbox.CAMPAIGN + "/Events"));

        assertThat(values(events, "CampaignEntityId")).hasSize(4).containsOnly(Sandbox.CAMPAIGN);
    }

    private List<String> sensors(String campaign) {
        return values(json(client.api("v1.1/Campaigns/" + campaign + "/Sensors")), "Id");
    }

    private List<String> titles(String path, String property, String filter) {
        return values(json(client.api(path + "?$filter=" + encode(filter))), property);
    }

    private static List<String> titles(JsonNode page) {
        return values(page, "Title");
    }

    private static List<String> values(JsonNode page, String property) {
        return StreamSupport.stream(page.path("value").spliterator(), false)
                .map(row -> row.path(property).asText())
                .toList();
    }
}
