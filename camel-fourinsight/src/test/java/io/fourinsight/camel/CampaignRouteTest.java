package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs to a campaign, as a sandbox has it. */
class CampaignRouteTest {

    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    private Exchange send(String options) throws Exception {
        Exchange exchange =
                context.route("route", "fourinsight:campaigns?" + options).send("route");
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    private List<Map<String, Object>> list(String options) throws Exception {
        return maps(SandboxContext.list(send(options)));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object list) {
        return (List<Map<String, Object>>) list;
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "sensors"})
    void whatBelongsToTheCampaignIsAList(String operation) throws Exception {
        String parent = operation.equals("events") ? "CampaignEntityId" : "CampaignId";

        assertThat(list("campaignId=" + Sandbox.CAMPAIGN + "&operation=" + operation))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each).containsEntry(parent, Sandbox.CAMPAIGN));
    }

    @Test
    void swimopsAreThoseOfTheCampaignOrOfAll() throws Exception {
        List<Map<String, Object>> all = list("operation=swimops");
        Exchange exchange = context.send("route", FourInsightConstants.CAMPAIGN_ID, Sandbox.CAMPAIGN);

        assertThat(maps(exchange.getMessage().getBody()))
                .isNotEmpty()
                .hasSizeLessThan(all.size())
                .isSubsetOf(all)
                .allSatisfy(each -> assertThat(each).containsEntry("CampaignId", Sandbox.CAMPAIGN));
    }

    @Test
    void lowerStackIsAMap() throws Exception {
        assertThat(send("operation=lowerStack&campaignId=" + Sandbox.CAMPAIGN)
                        .getMessage()
                        .getBody())
                .isInstanceOf(Map.class);
    }

    @Test
    void sensorsBringTheChannelsThatCanAlsoBeAskedFor() throws Exception {
        List<Map<String, Object>> sensors =
                list("operation=sensors&includeChannels=true&campaignId=" + Sandbox.CAMPAIGN);
        context.route("channels", "fourinsight:campaigns?operation=channels&campaignId=" + Sandbox.CAMPAIGN);

        assertThat(sensors).isNotEmpty();
        for (Map<String, Object> sensor : sensors) {
            Exchange channels = context.send("channels", FourInsightConstants.SENSOR_ID, sensor.get("Id"));
            assertThat(sensor.get("Channels")).isEqualTo(channels.getMessage().getBody());
        }
        assertThat(sensors)
                .anySatisfy(sensor ->
                        assertThat(sensor).extracting("Channels", LIST).isNotEmpty());
    }

    @Test
    void seriesAreOneListOrAnIterator() throws Exception {
        String operation = "operation=timeseries&campaignId=" + Sandbox.CAMPAIGN;
        List<Map<String, Object>> series = list(operation);
        context.route("stream", "fourinsight:campaigns?streaming=true&" + operation);

        Iterator<?> iterator = context.send("stream").getMessage().getBody(Iterator.class);
        List<Object> streamed = new ArrayList<>();
        iterator.forEachRemaining(streamed::add);

        assertThat(series).hasSizeGreaterThan(3).doesNotHaveDuplicates().isEqualTo(streamed);
    }

    @Test
    void seriesOfNoCampaignAreNone() throws Exception {
        assertThat(list("operation=timeseries&campaignId=none")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "events", "sensors", "lowerStack", "swimops"})
    void campaignThatIsNotThereIsAnError(String operation) throws Exception {
        context.route("route", "fourinsight:campaigns?campaignId=none&operation=" + operation);

        assertThat(context.send("route").getException())
                .isInstanceOfSatisfying(HttpOperationFailedException.class, e -> assertThat(e.getStatusCode())
                        .isEqualTo(404));
    }

    /** As it is printed in docs/options.md, but for the timer and the directory. */
    @Test
    void exampleRoute(@TempDir Path directory) throws Exception {
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sensors")
                        .to("fourinsight:campaigns?query=RAW($filter=CampaignType eq 'Drilling')")
                        .split(body())
                        .setHeader("CamelFourInsightCampaignId", simple("${body[Id]}"))
                        .to("fourinsight:campaigns?operation=sensors&includeChannels=true")
                        .marshal()
                        .json()
                        .to("file:" + directory + "?fileName=${header.CamelFourInsightCampaignId}.json");
            }
        });
        context.camel().start();

        assertThat(context.send("sensors").getException()).isNull();

        assertThat(directory.resolve(Sandbox.CAMPAIGN + ".json")).content().contains("\"Channels\":[{");
        try (java.util.stream.Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }
}
