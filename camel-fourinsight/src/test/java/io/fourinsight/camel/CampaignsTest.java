package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The resource {@code campaigns}: what belongs to a campaign, asked for by a server that is told what to answer. */
class CampaignsTest {

    private static final String SENSORS = "fourinsight:campaigns?operation=sensors&includeChannels=true&campaignId=c";

    private final Sandbox sandbox = Sandbox.start();
    private final SandboxContext context = new SandboxContext(sandbox);
    private final ScriptedServer api = new ScriptedServer(ScriptedServer.reply(200, "{\"value\":[]}"));

    @BeforeEach
    void start() {
        context.configuration().setApiUrl(api.uri("/").toString());
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
        sandbox.close();
        api.close();
    }

    private Exchange send(String uri, Object... headers) throws Exception {
        Exchange exchange = context.route("route", uri).send("route", headers);
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    @ParameterizedTest
    @CsvSource({
        "list, , /v1.1/Campaigns",
        "get, , /v1.0/Campaigns/c",
        "events, , /v1.1/Campaigns/c/Events",
        "sensors, , /v1.1/Campaigns/c/Sensors",
        "channels, s, /v1.1/Campaigns/c/Sensors/s/channels",
        "lowerStack, , /v1.0/Campaigns/c/LowerStack",
        "swimops, , /v1.1/Campaigns/c/Swimops",
    })
    void operationIsARequest(String operation, String sensorId, String target) throws Exception {
        send(
                "fourinsight:campaigns?operation=" + operation,
                FourInsightConstants.CAMPAIGN_ID,
                "c",
                FourInsightConstants.SENSOR_ID,
                sensorId);

        assertThat(api.targets()).containsExactly(target);
    }

    @Test
    void swimopsOfAllCampaignsAreThoseWithoutCampaign() throws Exception {
        send("fourinsight:campaigns?operation=swimops");

        assertThat(api.targets()).containsExactly("/v1.1/Campaigns/Swimops");
    }

    @Test
    void emptyCollectionIsAnEmptyList() throws Exception {
        Exchange exchange = send("fourinsight:campaigns?operation=events&campaignId=c");

        assertThat(SandboxContext.list(exchange)).isEmpty();
        assertThat(exchange.getMessage().getHeader(FourInsightConstants.COUNT)).isEqualTo(0);
    }

    @Test
    void queryNarrowsACollectionDown() throws Exception {
        send("fourinsight:campaigns?operation=events&campaignId=c&query=RAW($filter=Comment eq 'A & B'&$top=2)");

        assertThat(api.targets())
                .containsExactly("/v1.1/Campaigns/c/Events?%24filter=Comment%20eq%20%27A%20%26%20B%27&%24top=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "events", "sensors", "channels", "lowerStack", "swimops"})
    void idsCannotReachAnotherResource(String operation) throws Exception {
        send(
                "fourinsight:campaigns?operation=" + operation,
                FourInsightConstants.CAMPAIGN_ID,
                "../a?b=c#d%2e e",
                FourInsightConstants.SENSOR_ID,
                "../s?");

        assertThat(api.targets()).singleElement().satisfies(target -> assertThat(target)
                .containsPattern("^/v1\\.[01]/Campaigns/\\.\\.%2Fa%3Fb%3Dc%23d%252e%20e(/|$)"));
        assertThat(api.targets()).noneMatch(target -> target.contains("/../") || target.contains("?"));
    }

    @ParameterizedTest
    @CsvSource({"Id,Channels", "id,channels"})
    void channelsComeWithTheirSensorsInTheCaseOfTheService(String id, String channels) throws Exception {
        api.script((request, out) -> ScriptedServer.reply(
                        200,
                        request.target().endsWith("/channels")
                                ? "{\"value\":[{\"Name\":\"of "
                                        + request.target().split("/")[5] + "\"}]}"
                                : "{\"value\":[{\"%1$s\":\"s1\"},{\"%1$s\":2}]}".formatted(id))
                .answer(request, out));

        Exchange exchange = send(SENSORS + "&query=$top=2");

        assertThat(SandboxContext.list(exchange))
                .isEqualTo(List.of(
                        Map.of(id, "s1", channels, List.of(Map.of("Name", "of s1"))),
                        Map.of(id, 2, channels, List.of(Map.of("Name", "of 2")))));
        assertThat(exchange.getMessage().getHeader(FourInsightConstants.COUNT)).isEqualTo(2);
        assertThat(api.targets())
                .containsExactly(
                        "/v1.1/Campaigns/c/Sensors?%24top=2",
                        "/v1.1/Campaigns/c/Sensors/s1/channels", "/v1.1/Campaigns/c/Sensors/2/channels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pages", "single"})
    void sensorsInPagesHaveTheirChannelsToo(String paging) throws Exception {
        api.script((request, out) -> ScriptedServer.reply(
                        200, request.target().endsWith("/channels") ? "[1]" : "{\"value\":[{\"Id\":\"s\"}]}")
                .answer(request, out));

        Object body = send(SENSORS + "&paging=" + paging).getMessage().getBody();

        Map<?, ?> page = Map.of("value", List.of(Map.of("Id", "s", "Channels", List.of(1))));
        assertThat(body).isEqualTo(paging.equals("pages") ? List.of(page) : page);
    }

    @Test
    void streamedSensorFetchesItsChannelsWhenItIsReadAndAgainIfThatFails() throws Exception {
        api.script((request, out) -> ScriptedServer.reply(
                        request.target().endsWith("/s2/channels") && api.seen().size() < 4 ? 500 : 200,
                        request.target().endsWith("/channels")
                                ? "[1]"
                                : "{\"value\":[{\"Id\":\"s1\"},{\"Id\":\"s2\"}]}")
                .answer(request, out));

        Iterator<?> sensors = send(SENSORS + "&streaming=true").getMessage().getBody(Iterator.class);

        assertThat(api.seen()).hasSize(1);
        assertThat(sensors.next()).isEqualTo(Map.of("Id", "s1", "Channels", List.of(1)));
        assertThat(api.seen()).hasSize(2);
        assertThatThrownBy(sensors::next).hasCauseInstanceOf(HttpOperationFailedException.class);
        assertThat(sensors.next()).isEqualTo(Map.of("Id", "s2", "Channels", List.of(1)));
        assertThat(sensors.hasNext()).isFalse();
    }

    @Test
    void channelsThatCannotBeHadFailTheExchange() throws Exception {
        api.script((request, out) -> ScriptedServer.reply(
                        request.target().endsWith("/channels") ? 404 : 200, "{\"value\":[{\"Id\":\"s\"}]}")
                .answer(request, out));

        assertThat(context.route("route", SENSORS).send("route").getException())
                .isInstanceOf(HttpOperationFailedException.class);
    }

    @Test
    void sensorWithoutAnIdFailsTheExchange() throws Exception {
        api.script(ScriptedServer.reply(200, "{\"value\":[{\"Name\":\"s\"}]}"));

        assertThat(context.route("route", SENSORS).send("route").getException())
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("a sensor has no Id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "get", "events", "sensors", "channels", "lowerStack", "swimops", "timeseries"})
    void rawBodyIsTheBytesOfTheFirstAnswer(String operation) throws Exception {
        String answer = "{\"value\":[1], \"TimeSeries\":[1], \"TotalCount\":70, \"@odata.nextLink\":\"?p=2\"}";
        api.script(ScriptedServer.reply(200, answer));

        context.configuration().setCampaignId("c");
        context.configuration().setSensorId("s");
        Exchange exchange = send("fourinsight:campaigns?rawBody=true&operation=" + operation);

        assertThat(exchange.getMessage().getBody()).isEqualTo(answer.getBytes());
        assertThat(api.seen()).hasSize(1);
    }

    @Test
    void seriesOfACampaignAreOneList() throws Exception {
        api.script(ScriptedServer.sequence(
                ScriptedServer.reply(200, "{\"TimeSeries\":[1,2],\"TotalCount\":3}"),
                ScriptedServer.reply(200, "{\"TimeSeries\":[3],\"TotalCount\":3}")));

        Exchange exchange = send("fourinsight:campaigns?operation=timeseries&campaignId=c");

        assertThat(SandboxContext.list(exchange)).isEqualTo(List.of(1, 2, 3));
        assertThat(exchange.getMessage().getHeader(FourInsightConstants.COUNT)).isEqualTo(3);
        assertThat(api.targets()).containsOnly("/v1.0/timeseries/search");
        assertThat(api.seen()).extracting(ScriptedServer.Seen::method).containsOnly("POST");
    }

    @Test
    void seriesOfACampaignCanBeStreamed() throws Exception {
        api.script(ScriptedServer.sequence(
                ScriptedServer.reply(200, "{\"TimeSeries\":[1,2],\"TotalCount\":3}"),
                ScriptedServer.reply(200, "{\"TimeSeries\":[3],\"TotalCount\":3}")));

        Iterator<?> series = send("fourinsight:campaigns?operation=timeseries&campaignId=c&streaming=true")
                .getMessage()
                .getBody(Iterator.class);

        assertThat(api.seen()).hasSize(1);
        List<Object> all = new ArrayList<>();
        series.forEachRemaining(all::add);
        assertThat(all).isEqualTo(List.of(1, 2, 3));
    }

    @Test
    void campaignWithoutSeriesIsAnEmptyList() throws Exception {
        api.script(ScriptedServer.reply(200, "{\"timeSeries\":[],\"totalCount\":0}"));

        assertThat(SandboxContext.list(send("fourinsight:campaigns?operation=timeseries&campaignId=c")))
                .isEmpty();
    }
}
