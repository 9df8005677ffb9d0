package io.fourinsight.camel.operation.campaign;

import io.fourinsight.camel.operation.CollectionAnswers;
import io.fourinsight.camel.operation.ConfigurationCheck;
import io.fourinsight.camel.operation.EndpointContext;
import io.fourinsight.camel.operation.ExchangeContext;
import io.fourinsight.camel.operation.JsonAnswers;
import io.fourinsight.camel.operation.MessageOptions;
import io.fourinsight.camel.operation.Operation;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.campaign.CampaignUrls;
import io.fourinsight.client.campaign.SensorChannels;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.page.CollectionClient;
import io.fourinsight.client.session.Session;
import java.net.URI;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code campaigns}: the list of them, one, and what belongs to one. */
public final class CampaignOperations {

    private final FourInsightConfiguration configuration;
    private final CampaignUrls urls;
    private final CollectionClient channels;
    private final CollectionAnswers collections;
    private final JsonAnswers answers;

    private CampaignOperations(EndpointContext context) {
        this.configuration = context.configuration();
        this.urls = new CampaignUrls(context.service());
        this.channels = new CollectionClient(context.client(), context.service(), context.executor());
        this.collections = new CollectionAnswers(context);
        this.answers = new JsonAnswers(context);
    }

    /** @param contexts what the operation of a name works with */
    public static Map<String, Operation> of(Function<String, EndpointContext> contexts) {
        Function<String, CampaignOperations> named = name -> new CampaignOperations(contexts.apply(name));
        return Map.of(
                "list",
                        named.apply("list")
                                .collection(
                                        (campaigns, exchange) -> campaigns.urls.campaigns(campaigns.query(exchange))),
                "get", named.apply("get")::one,
                "events",
                        named.apply("events")
                                .collection((campaigns, exchange) ->
                                        campaigns.urls.events(campaigns.id(exchange), campaigns.query(exchange))),
                "sensors", named.apply("sensors")::sensors,
                "channels", named.apply("channels").collection(CampaignOperations::channels),
                "lowerStack",
                        named.apply("lowerStack")
                                .collection((campaigns, exchange) -> campaigns.urls.lowerStack(campaigns.id(exchange))),
                "swimops", named.apply("swimops").collection(CampaignOperations::swimops),
                "timeseries", named.apply("timeseries")::timeSeries);
    }

    private Operation collection(BiFunction<CampaignOperations, Exchange, URI> url) {
        return (exchange, session) -> collections.read(url.apply(this, exchange), exchange, session);
    }

    private void one(Exchange exchange, Session session) {
        RestRequest request = RestRequest.get(urls.campaign(id(exchange)));
        exchange.getMessage().setBody(answers.fetch(request, exchange, session));
    }

    /** The sensors of a campaign, each with its channels if so wanted. */
    private void sensors(Exchange exchange, Session session) {
        URI sensors = urls.sensors(id(exchange), query(exchange));
        if (!configuration.isIncludeChannels()) {
            collections.read(sensors, exchange, session);
            return;
        }
        ConfigurationCheck.checkChannels(configuration);
        SensorChannels completion =
                new SensorChannels(channels, urls, id(exchange), ExchangeContext.of(exchange, session));
        collections.read(sensors, completion, exchange, session);
    }

    private URI channels(Exchange exchange) {
        String sensorId =
                MessageOptions.requiredId(exchange, FourInsightConstants.SENSOR_ID, configuration.getSensorId());
        return urls.channels(id(exchange), sensorId, query(exchange));
    }

    /** Those of one campaign, or if none is named of all. */
    private URI swimops(Exchange exchange) {
        String campaign =
                MessageOptions.text(exchange, FourInsightConstants.CAMPAIGN_ID, configuration.getCampaignId());
        return campaign == null ? urls.swimops(query(exchange)) : urls.swimops(id(exchange), query(exchange));
    }

    private void timeSeries(Exchange exchange, Session session) {
        collections.read(urls.timeSeries(id(exchange)), exchange, session);
    }

    private String id(Exchange exchange) {
        return MessageOptions.requiredId(exchange, FourInsightConstants.CAMPAIGN_ID, configuration.getCampaignId());
    }

    private @Nullable String query(Exchange exchange) {
        return MessageOptions.text(exchange, FourInsightConstants.QUERY, configuration.getQuery());
    }
}
