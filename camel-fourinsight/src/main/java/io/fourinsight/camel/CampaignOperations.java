package io.fourinsight.camel;

import io.fourinsight.camel.rest.RestRequest;
import io.fourinsight.camel.rest.SeriesSearch;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** {@code campaigns}: the list of them, one, and what belongs to one. */
final class CampaignOperations {

    private final CampaignUrls urls;
    private final CollectionAnswers collections;
    private final JsonAnswers answers;

    private CampaignOperations(EndpointContext context) {
        this.urls = new CampaignUrls(context);
        this.collections = new CollectionAnswers(context);
        this.answers = new JsonAnswers(context);
    }

    static Map<String, Operation> of(EndpointContext context) {
        CampaignOperations campaigns = new CampaignOperations(context);
        CampaignUrls urls = campaigns.urls;
        return Map.of(
                "list", campaigns.collection(urls::campaigns),
                "get", campaigns.one(),
                "events", campaigns.collection(urls::events),
                "sensors", new SensorsOperation(context),
                "channels", campaigns.collection(urls::channels),
                "lowerStack", campaigns.collection(urls::lowerStack),
                "swimops", campaigns.collection(urls::swimops),
                "timeseries", campaigns.timeSeries());
    }

    private Operation collection(Function<Exchange, URI> url) {
        return (exchange, session) -> collections.read(url.apply(exchange), exchange, session);
    }

    private Operation one() {
        return (exchange, session) -> exchange.getMessage()
                .setBody(answers.fetch(RestRequest.get(urls.campaign(exchange)), exchange, session));
    }

    private Operation timeSeries() {
        return (exchange, session) ->
                collections.read(new SeriesSearch(urls.seriesSearch(), urls.campaignId(exchange)), exchange, session);
    }
}
