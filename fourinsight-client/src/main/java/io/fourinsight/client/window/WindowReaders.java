package io.fourinsight.client.window;

import io.fourinsight.client.reservoir.AggregateQuery;
import io.fourinsight.client.reservoir.AggregationFunction;
import io.fourinsight.client.reservoir.AggregationPeriod;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.reservoir.day.DayFileClient;
import io.fourinsight.client.reservoir.request.ReservoirClient;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.RequestContext;
import java.util.Collection;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the readers of series on their own, each for one turn.
 *
 * @param caller whose token the requests carry
 */
public record WindowReaders(ReservoirClient reservoir, DayFileClient files, RequestContext caller) {

    private static final Logger LOG = LoggerFactory.getLogger(WindowReaders.class);
    private static final int HTTP_NOT_FOUND = 404;

    /** As many aggregates as the service gives at once. */
    private static final int PAGE_SIZE = 30_000;

    /**
     * Makes sure of a token.
     *
     * @throws io.fourinsight.client.session.SessionException if there is none
     */
    public void requireToken() {
        caller.tokens().token();
    }

    /** Reads samples as they were uploaded, as streams: a day may be larger than the memory. */
    public SeriesReader raw(String series, ServiceClock clock) {
        return new RawReader(series, files(series, clock), false, true, UnaryOperator.identity());
    }

    /** Reads aggregates of whole periods. */
    public SeriesReader aggregates(
            String series, AggregationPeriod period, AggregationFunction function, ServiceClock clock) {
        return new AggregateReader(
                series,
                files(series, clock),
                reservoir,
                (start, end) -> new AggregateQuery(series, start, end, period, function, false, PAGE_SIZE),
                caller);
    }

    private MemberFiles files(String series, ServiceClock clock) {
        return new MemberFiles(0, series, reservoir, files, ValueType.AUTO, caller, clock::serviceShows);
    }

    /** Tells the clock what the service's shows, by the first of some series that is there. */
    public void askTime(Collection<String> series, ServiceClock clock) {
        for (String id : series) {
            try {
                reservoir.end(id, caller).serviceTime().ifPresent(clock::serviceShows);
                return;
            } catch (RestException.Status e) {
                if (e.status() != HTTP_NOT_FOUND) {
                    throw e;
                }
                LOG.debug("The series {} cannot tell the time, there is none", id, e);
            }
        }
    }
}
