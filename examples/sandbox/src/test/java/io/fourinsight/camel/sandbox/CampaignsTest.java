package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a campaign has beside events and sensors. */
class CampaignsTest {

    private static final String CAMPAIGN = "Campaigns/" + Sandbox.CAMPAIGN;

    private final Sandbox sandbox = Sandbox.start();
    private final TestClient client = new TestClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void lowerStackIsOneObject() {
        JsonNode stack = json(client.api("v1.0/" + CAMPAIGN + "/LowerStack"));

        assertThat(stack.path("alpha").isNumber()).isTrue();
        assertThat(stack.path("elements")).hasSize(3);
        assertThat(stack.path("elements").get(0).path("addedMassCoefficient").isNumber())
                .isTrue();
        assertThat(json(client.api("v1.1/" + CAMPAIGN + "/LowerStack")).path("Elements"))
                .hasSize(3);
        assertThat(client.api("v1.0/Campaigns/nope/LowerStack").statusCode()).isEqualTo(404);
    }

    @Test
    void swimopsAreOfACampaignOrOfAll() {
        JsonNode ofCampaign = json(client.api("v1.1/" + CAMPAIGN + "/Swimops")).path("value");
        JsonNode ofAll = json(client.api("v1.1/Campaigns/Swimops")).path("value");

        assertThat(ofCampaign).hasSize(1);
        assertThat(ofCampaign.get(0).path("CampaignId").asText()).isEqualTo(Sandbox.CAMPAIGN);
        assertThat(ofAll).hasSize(2).contains(ofCampaign.get(0));
        assertThat(json(client.api("v1.1/Campaigns/Swimops?$filter=SlaLevel%20eq%20'Gold'"))
                        .path("value"))
                .hasSize(1);
        assertThat(client.api("v1.1/Campaigns/Events").statusCode()).isEqualTo(404);
    }

    @Test
    void seriesOfACampaignComeInPages() {
        JsonNode all = search("{\"Campaigns\":[\"%s\"],\"pageSize\":50,\"skip\":0}");
        int total = all.path("TotalCount").asInt();
        assertThat(all.path("TimeSeries")).hasSize(total).hasSizeGreaterThan(5);
        assertThat(all.path("TimeSeries"))
                .extracting(series -> series.path("Id").asText())
                .contains(Sandbox.WAVE_HEIGHT, Sandbox.STAVANGER, Sandbox.ACCELERATION_X);

        JsonNode page = search("{\"Campaigns\":[\"%s\"],\"pageSize\":2,\"skip\":3}");
        assertThat(page.path("TotalCount").asInt()).isEqualTo(total);
        assertThat(page.path("TimeSeries"))
                .containsExactly(
                        all.path("TimeSeries").get(3), all.path("TimeSeries").get(4));
        assertThat(search("{\"Campaigns\":[\"%s\"],\"pageSize\":50,\"skip\":900}")
                        .path("TimeSeries"))
                .isEmpty();
        assertThat(search("{\"Campaigns\":[\"nope\"]}").path("TotalCount").asInt())
                .isZero();
        assertThat(client.api("POST", "v1.0/timeseries/search", "{").statusCode())
                .isEqualTo(400);
        assertThat(client.api("v1.0/timeseries/search").statusCode()).isEqualTo(405);
    }

    private JsonNode search(String body) {
        return json(client.api("POST", "v1.0/timeseries/search", body.replace("%s", Sandbox.CAMPAIGN)));
    }
}
