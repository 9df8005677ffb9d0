package io.fourinsight.client.window;

import io.fourinsight.client.plan.LiveResult;
import io.fourinsight.client.plan.Plan;
import io.fourinsight.client.plan.SeriesListing;
import io.fourinsight.client.reservoir.AggregateQuery;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.request.ReservoirClient;
import io.fourinsight.client.reservoir.text.Timestamps;
import io.fourinsight.client.rest.call.RequestContext;
import java.io.IOException;
import java.util.Collection;
import java.util.OptionalLong;

/** Reads the aggregates of complete periods; files tell which of them have come late. */
public final class AggregateReader implements SeriesReader {

    /** Makes the query of a window. */
    @FunctionalInterface
    public interface Query {
        AggregateQuery of(long start, long end);
    }

    private final String series;
    private final MemberFiles files;
    private final ReservoirClient reservoir;
    private final Query query;
    private final RequestContext caller;

    public AggregateReader(
            String series, MemberFiles files, ReservoirClient reservoir, Query query, RequestContext caller) {
        this.series = series;
        this.files = files;
        this.reservoir = reservoir;
        this.query = query;
        this.caller = caller;
    }

    @Override
    public OptionalLong lastSample(int member) {
        return files.lastSample();
    }

    @Override
    public SeriesListing list(int member, long fromDay, long toDay) {
        return files.list(fromDay, toDay);
    }

    @Override
    public boolean knowsFiles() {
        return false;
    }

    @Override
    public Reading read(Plan.Live window) throws IOException {
        Reading reading = read(window.start(), window.end());
        if (reading.isEmpty() && window.mayHaveSamples()) {
            checkThatThereAreNone(window);
        }
        return reading;
    }

    /** The service makes aggregates of some time only; raw samples stay, and must not be passed over in silence. */
    private void checkThatThereAreNone(Plan.Live window) throws IOException {
        TimeSeries raw = files.read(window).samples();
        if (!raw.isEmpty()) {
            throw new IOException("Series " + series + " has " + raw.size() + " samples from "
                    + Timestamps.instant(window.start()) + " to " + Timestamps.instant(window.end())
                    + ", but no aggregates: the service keeps these for some 90 days only. Read that time with"
                    + " operation=data, or begin later by initialStart and another cursorName");
        }
    }

    @Override
    public Reading read(long start, long end) {
        TimeSeries samples = reservoir.samples(query.of(start, end), caller);
        OptionalLong last =
                samples.isEmpty() ? OptionalLong.empty() : OptionalLong.of(samples.timestamp(samples.size() - 1));
        return new Reading(samples.isEmpty() ? null : samples, samples.size(), () -> LiveResult.of(last));
    }

    @Override
    public Reading read(Plan.Late late) {
        throw new UnsupportedOperationException("Aggregates come by whole periods");
    }

    @Override
    public Collection<Long> times(Plan.Late late) throws IOException {
        return files.times(late);
    }
}
