package io.fourinsight.camel;

import io.fourinsight.camel.reservoir.MetadataSearch;
import io.fourinsight.camel.reservoir.ReservoirClient;
import io.fourinsight.camel.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** {@code timeseries}, {@code operation=search}: the series that have certain metadata. */
final class SearchSeriesOperation implements Operation {

    private final MetadataOptions options;
    private final ReservoirClient reservoir;
    private final FoundAnswers answers;

    SearchSeriesOperation(EndpointContext context) {
        this.options = new MetadataOptions(context.configuration());
        this.reservoir = new ReservoirClient(context.client(), context.service());
        this.answers = new FoundAnswers(context);
    }

    @Override
    public void process(Exchange exchange, Session session) {
        MetadataSearch search = options.search(exchange);
        Object found = answers.fetch(
                reservoir.search(search),
                search.value() == null ? LinkedHashMap::new : ArrayList::new,
                exchange,
                session);
        // one entry for each series, unlike other maps
        if (found instanceof Map<?, ?> map) {
            exchange.getMessage().setHeader(FourInsightConstants.COUNT, map.size());
        }
    }
}
