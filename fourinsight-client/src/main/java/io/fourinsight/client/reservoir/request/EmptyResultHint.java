package io.fourinsight.client.reservoir.request;

import io.fourinsight.client.reservoir.AggregateQuery;
import io.fourinsight.client.reservoir.text.Timestamps;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.session.SessionException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says why there may be no aggregates although the series has samples: the service aggregates only what was uploaded
 * within the last 90 days.
 */
public final class EmptyResultHint {

    private static final Logger LOG = LoggerFactory.getLogger(EmptyResultHint.class);
    private static final int MOST_REMEMBERED = 1000;

    /** Series that were warned of; a route that goes on asking need not hear it every time. */
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    private final RestClient client;
    private final ReservoirClient reservoir;

    public EmptyResultHint(RestClient client, ReservoirClient reservoir) {
        this.client = client;
        this.reservoir = reservoir;
    }

    /** Asks for the info of the series and warns if it has samples in the window. An empty result stays a good one. */
    public void explain(AggregateQuery query, RequestContext caller) {
        if (warned.contains(query.seriesId())) {
            return;
        }
        RestRequest request = reservoir.info(query.seriesId());
        try {
            Object info = client.send(request, caller, Json.reader(request));
            if (Json.field(info, "TimeOfFirstSample") instanceof Number first
                    && Json.field(info, "TimeOfLastSample") instanceof Number last
                    && first.longValue() <= last.longValue()
                    && first.longValue() < query.end()
                    && last.longValue() >= query.start()
                    && remember(query.seriesId())) {
                LOG.warn(
                        "No aggregates of series {} from {} to {}, although it has samples from {} to {}. Only samples that"
                                + " were uploaded within the last 90 days are aggregated; operation=data reads older ones.",
                        query.seriesId(),
                        Timestamps.instant(query.start()),
                        Timestamps.instant(query.end()),
                        Timestamps.instant(first.longValue()),
                        Timestamps.instant(last.longValue()));
            }
        } catch (RestException | SessionException e) {
            LOG.debug("Cannot tell why series {} has no aggregates: {}", query.seriesId(), e.getMessage());
        }
    }

    /** Whether the series is new. Ids may come from messages, so at some point it is begun anew. */
    private boolean remember(String seriesId) {
        if (warned.size() >= MOST_REMEMBERED) {
            warned.clear();
        }
        return warned.add(seriesId);
    }
}
