package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** Each operation of campaigns that a consumer polls, by the properties that its items have. */
class ConsumerCampaignsTest extends CollectionConsumers {

    private static final String OTHER_CAMPAIGN = "abda62a8-5732-41ef-8c00-31d8dc083c34";
    private static final String SENSOR = "17fc695a-07a0-4a6e-8822-e8f36c031199";
    private static final String OF_CAMPAIGN = "&campaignId=" + Sandbox.CAMPAIGN + "&cursorProperty=";

    /** A moment after all that the sandbox brings along was changed. */
    private void startAfterwards(String options) throws Exception {
        rig.advance(Duration.ofDays(400));
        start("fourinsight:campaigns?" + options).poll();
        assertThat(takeIds()).isEmpty();
    }

    private void change(String collection, String id, String campaignProperty, String campaign) {
        sandbox.items().change(collection, id, Map.of(campaignProperty, campaign), Duration.ZERO);
        clock.advance(SECOND);
    }

    @Test
    void campaigns() throws Exception {
        startAfterwards("cursorProperty=Modified");
        change("Campaigns", Sandbox.CAMPAIGN, "Client", "another");
        rig.poll();

        assertThat(takeIds()).containsExactly(Sandbox.CAMPAIGN);
    }

    @Test
    void eventsOfOneCampaign() throws Exception {
        startAfterwards("operation=events" + OF_CAMPAIGN + "Modified");
        change("Events", "mine", "CampaignEntityId", Sandbox.CAMPAIGN);
        change("Events", "theirs", "CampaignEntityId", OTHER_CAMPAIGN);
        rig.poll();

        assertThat(takeIds()).containsExactly("mine");
    }

    @Test
    void swimopsOfOneCampaign() throws Exception {
        startAfterwards("operation=swimops" + OF_CAMPAIGN + "Modified");
        change("Swimops", "mine", "CampaignId", Sandbox.CAMPAIGN);
        change("Swimops", "theirs", "CampaignId", OTHER_CAMPAIGN);
        rig.poll();

        assertThat(takeIds()).containsExactly("mine");
    }

    @Test
    void swimopsOfAllCampaigns() throws Exception {
        startAfterwards("operation=swimops&cursorProperty=Modified");
        change("Swimops", "mine", "CampaignId", Sandbox.CAMPAIGN);
        change("Swimops", "theirs", "CampaignId", OTHER_CAMPAIGN);
        rig.poll();

        assertThat(takeIds()).containsExactly("mine", "theirs");
    }

    @Test
    void sensorsAsTheyAreAttached() throws Exception {
        rig.advance(Duration.ofDays(400));
        start("fourinsight:campaigns?operation=sensors&initialStart=2026-01-01" + OF_CAMPAIGN + "Attached")
                .poll();
        rig.poll();

        List<Exchange> sensors = rig.take();
        assertThat(sensors).hasSize(2).allSatisfy(sensor -> assertThat(SandboxContext.map(sensor))
                .containsEntry("CampaignId", Sandbox.CAMPAIGN));
        assertThat(items(sensors)).extracting(CollectionConsumers::id).contains(SENSOR);
    }

    /** Those of the sandbox, as those of the service, have nothing that tells of a change. */
    @Test
    void channelsOfOneSensor() throws Exception {
        String channels = Sandbox.API_PATH + "v1.1/Campaigns/" + Sandbox.CAMPAIGN + "/Sensors/" + SENSOR + "/channels";
        sandbox.faults()
                .answerNext(
                        1,
                        channels,
                        Response.json(200, Map.of("value", List.of(Map.of("Id", "channel", "Revision", 3)))));
        start("fourinsight:campaigns?operation=channels&initialStart=1&sensorId=" + SENSOR + OF_CAMPAIGN + "Revision")
                .poll();

        assertThat(takeIds()).containsExactly("channel");
    }
}
