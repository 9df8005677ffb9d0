package io.fourinsight.camel;

import io.fourinsight.camel.reservoir.MetadataRequests;
import io.fourinsight.camel.session.Session;
import org.apache.camel.Exchange;

/** {@code timeseries}, {@code operation=detachMetadata}: parts a series from an entry, which stays. */
final class DetachMetadataOperation implements Operation {

    private final FourInsightConfiguration configuration;
    private final MetadataOptions options;
    private final MetadataRequests metadata;
    private final JsonAnswers answers;

    DetachMetadataOperation(EndpointContext context) {
        this.configuration = context.configuration();
        this.options = new MetadataOptions(configuration);
        this.metadata = new MetadataRequests(context.service());
        this.answers = new JsonAnswers(context);
    }

    @Override
    public void process(Exchange exchange, Session session) {
        String seriesId =
                MessageOptions.requiredId(exchange, FourInsightConstants.SERIES_ID, configuration.getSeriesId());
        String metadataId = options.requiredId(exchange);
        exchange.getMessage().setBody(answers.fetch(metadata.detach(seriesId, metadataId), exchange, session));
        exchange.getMessage().setHeader(FourInsightConstants.RESULT_SERIES_ID, seriesId);
    }
}
