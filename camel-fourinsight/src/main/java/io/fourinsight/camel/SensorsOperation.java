package io.fourinsight.camel;

import io.fourinsight.camel.rest.CollectionClient;
import io.fourinsight.camel.session.Session;
import org.apache.camel.Exchange;

/** {@code campaigns}, {@code operation=sensors}: the sensors of a campaign, each with its channels if so wanted. */
final class SensorsOperation implements Operation {

    private final CampaignUrls urls;
    private final CollectionAnswers answers;
    private final CollectionClient collections;
    private final FourInsightConfiguration configuration;

    SensorsOperation(EndpointContext context) {
        this.urls = new CampaignUrls(context);
        this.answers = new CollectionAnswers(context);
        this.collections = new CollectionClient(context.client(), context.service(), context.executor());
        this.configuration = context.configuration();
    }

    @Override
    public void process(Exchange exchange, Session session) {
        if (!configuration.isIncludeChannels()) {
            answers.read(urls.sensors(exchange), exchange, session);
            return;
        }
        ConfigurationCheck.checkChannels(configuration);
        SensorChannels channels =
                new SensorChannels(collections, urls, urls.campaignId(exchange), Callers.of(exchange, session));
        answers.read(urls.sensors(exchange), channels, exchange, session);
    }
}
