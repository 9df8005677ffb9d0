package io.fourinsight.client.window;

import io.fourinsight.client.plan.LiveResult;
import io.fourinsight.client.plan.LiveResult.FileRead;
import io.fourinsight.client.plan.Plan;
import io.fourinsight.client.plan.SeriesListing;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads several series with a label each, all of one window. */
public final class GroupReader implements SeriesReader {

    private final Map<String, String> ids;
    private final Map<String, SeriesReader> members;
    private final List<SeriesReader> inOrder;

    /**
     * @param ids of the series, by label
     * @param members readers of the series, by label, in order; each knows its place in it
     */
    public GroupReader(Map<String, String> ids, Map<String, SeriesReader> members) {
        this.ids = ids;
        this.members = members;
        this.inOrder = List.copyOf(members.values());
    }

    @Override
    public OptionalLong lastSample(int member) {
        return inOrder.get(member).lastSample(member);
    }

    @Override
    public SeriesListing list(int member, long fromDay, long toDay) {
        return inOrder.get(member).list(member, fromDay, toDay);
    }

    @Override
    public boolean knowsFiles() {
        return inOrder.get(0).knowsFiles();
    }

    @FunctionalInterface
    private interface Read {
        Reading by(SeriesReader member) throws IOException;
    }

    private Reading read(Read read) throws IOException {
        Map<String, TimeSeries> series = new LinkedHashMap<>();
        List<FileRead> files = new ArrayList<>();
        OptionalLong last = OptionalLong.empty();
        int count = 0;
        for (Map.Entry<String, SeriesReader> member : members.entrySet()) {
            Reading reading = read.by(member.getValue());
            TimeSeries samples = reading.body() instanceof TimeSeries some
                    ? some
                    : TimeSeries.empty(String.valueOf(ids.get(member.getKey())));
            series.put(member.getKey(), samples);
            files.addAll(reading.found().result().files());
            if (!samples.isEmpty()) {
                last = OptionalLong.of(Math.max(last.orElse(Long.MIN_VALUE), samples.timestamp(samples.size() - 1)));
                count += samples.size();
            }
        }
        LiveResult result = new LiveResult(last, files);
        return new Reading(count == 0 ? null : TimeSeriesGroup.of(series), count, () -> result);
    }

    @Override
    public Reading read(Plan.Live window) throws IOException {
        return read(member -> member.read(window));
    }

    @Override
    public Reading read(long start, long end) throws IOException {
        return read(member -> member.read(start, end));
    }

    @Override
    public Reading read(Plan.Late late) {
        throw new UnsupportedOperationException("Groups come by whole windows");
    }

    @Override
    public Collection<Long> times(Plan.Late late) throws IOException {
        List<Long> times = new ArrayList<>();
        for (SeriesReader member : inOrder) {
            times.addAll(member.times(late));
        }
        return times;
    }
}
