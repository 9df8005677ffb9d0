package io.fourinsight.camel;

import io.fourinsight.camel.reservoir.MetadataRequests;
import io.fourinsight.camel.rest.Json;
import io.fourinsight.camel.session.Session;
import java.io.IOException;
import org.apache.camel.Exchange;

/** {@code timeseries}, {@code operation=attachMetadata}: connects a series with an entry, which is set first if it has no id. */
final class AttachMetadataOperation implements Operation {

    private final FourInsightConfiguration configuration;
    private final MetadataOptions options;
    private final MetadataRequests metadata;
    private final MetadataSetting setting;
    private final JsonAnswers answers;

    AttachMetadataOperation(EndpointContext context) {
        this.configuration = context.configuration();
        this.options = new MetadataOptions(configuration);
        this.metadata = new MetadataRequests(context.service());
        this.setting = new MetadataSetting(context);
        this.answers = new JsonAnswers(context);
    }

    @Override
    public void process(Exchange exchange, Session session) throws IOException, MetadataExistsException {
        String seriesId =
                MessageOptions.requiredId(exchange, FourInsightConstants.SERIES_ID, configuration.getSeriesId());
        options.requireEntry(exchange);
        String id = options.id(exchange);
        String metadataId = id == null ? idOf(setting.set(exchange, session, answers::json)) : id;
        exchange.getMessage().setBody(answers.fetch(metadata.attach(seriesId, metadataId), exchange, session));
        exchange.getMessage().setHeader(FourInsightConstants.RESULT_SERIES_ID, seriesId);
    }

    private static String idOf(Object entry) {
        Object id = Json.field(entry, "Id");
        if (id == null) {
            throw new IllegalStateException("The metadata was set, but the service's answer has no Id to attach it by");
        }
        return id.toString();
    }
}
