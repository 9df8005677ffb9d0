package io.fourinsight.camel.operation.series;

import io.fourinsight.camel.operation.EndpointContext;
import io.fourinsight.camel.operation.FoundAnswers;
import io.fourinsight.camel.operation.JsonAnswers;
import io.fourinsight.camel.operation.MessageOptions;
import io.fourinsight.camel.operation.metadata.MetadataOptions;
import io.fourinsight.camel.operation.metadata.MetadataSetting;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.options.MetadataExistsException;
import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.reservoir.request.ExactMatch;
import io.fourinsight.client.reservoir.request.MetadataRequests;
import io.fourinsight.client.reservoir.request.ReservoirClient;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The operations of {@code timeseries} that are a request each, about a series and not its samples. */
final class SeriesRequests {

    private final FourInsightConfiguration configuration;
    private final ReservoirClient reservoir;
    private final MetadataOptions options;
    private final MetadataRequests metadata;
    private final MetadataSetting setting;
    private final JsonAnswers answers;
    private final FoundAnswers found;

    SeriesRequests(EndpointContext context) {
        this.configuration = context.configuration();
        this.reservoir = new ReservoirClient(context.client(), context.service());
        this.options = new MetadataOptions(configuration);
        this.metadata = new MetadataRequests(context.service());
        this.setting = new MetadataSetting(context);
        this.answers = new JsonAnswers(context);
        this.found = new FoundAnswers(context);
    }

    /** The name, span and metadata of a series. */
    void info(Exchange exchange, Session session) {
        String id = seriesId(exchange);
        answer(answers.fetch(reservoir.info(id), exchange, session), id, exchange);
    }

    /** Removes a series. */
    void delete(Exchange exchange, Session session) {
        String id = seriesId(exchange);
        answer(answers.delete(reservoir.delete(id), exchange, session), id, exchange);
    }

    /** The series that have certain metadata. */
    void search(Exchange exchange, Session session) {
        MetadataSearch search = options.search(exchange);
        ExactMatch exact = options.isExact() ? new ExactMatch(search) : null;
        Object series = found.fetch(
                reservoir.search(exact == null ? search : exact.wider()),
                search.value() == null ? LinkedHashMap::new : ArrayList::new,
                exact == null ? UnaryOperator.identity() : exact::series,
                exchange,
                session);
        // one entry for each series, unlike other maps
        if (series instanceof Map<?, ?> map) {
            exchange.getMessage().setHeader(FourInsightConstants.COUNT, map.size());
        }
    }

    /** Connects a series with an entry of metadata, which is set first if it has no id. */
    void attachMetadata(Exchange exchange, Session session) throws IOException, MetadataExistsException {
        String id = seriesId(exchange);
        options.requireEntry(exchange);
        String entry = options.id(exchange);
        String metadataId = entry == null ? idOf(setting.set(exchange, session, answers::json)) : entry;
        answer(answers.fetch(metadata.attach(id, metadataId), exchange, session), id, exchange);
    }

    private static String idOf(@Nullable Object entry) {
        Object id = Json.field(entry, "Id");
        if (id == null) {
            throw new IllegalStateException("The metadata was set, but the service's answer has no Id to attach it by");
        }
        return id.toString();
    }

    /** Parts a series from an entry of metadata, which stays. */
    void detachMetadata(Exchange exchange, Session session) {
        String id = seriesId(exchange);
        String metadataId = options.requiredId(exchange);
        answer(answers.fetch(metadata.detach(id, metadataId), exchange, session), id, exchange);
    }

    private String seriesId(Exchange exchange) {
        return MessageOptions.requiredId(exchange, FourInsightConstants.SERIES_ID, configuration.getSeriesId());
    }

    private static void answer(@Nullable Object body, String seriesId, Exchange exchange) {
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader(FourInsightConstants.RESULT_SERIES_ID, seriesId);
    }
}
