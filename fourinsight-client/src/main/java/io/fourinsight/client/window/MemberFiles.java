package io.fourinsight.client.window;

import io.fourinsight.client.plan.DayVersions;
import io.fourinsight.client.plan.LiveResult.FileRead;
import io.fourinsight.client.plan.Plan;
import io.fourinsight.client.plan.SeriesListing;
import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.reservoir.day.DayFileClient;
import io.fourinsight.client.reservoir.day.FileSpan;
import io.fourinsight.client.reservoir.day.FilesRead;
import io.fourinsight.client.reservoir.day.LateFile;
import io.fourinsight.client.reservoir.day.ListedDay;
import io.fourinsight.client.reservoir.day.ListedFile;
import io.fourinsight.client.reservoir.day.SeriesFiles;
import io.fourinsight.client.reservoir.request.ReservoirClient;
import io.fourinsight.client.reservoir.request.ReservoirClient.SeriesEnd;
import io.fourinsight.client.rest.call.RequestContext;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One series in one turn: what the planner is told of it and its day files, and what it wants read of these. */
public final class MemberFiles {

    private static final long DAY = TimeUnit.DAYS.toNanos(1);

    private record FileKey(long day, String version) {}

    private final int member;
    private final String series;
    private final ReservoirClient reservoir;
    private final DayFileClient files;
    private final ValueType values;
    private final RequestContext caller;
    private final Consumer<Instant> serviceTime;
    private final Map<FileKey, ListedFile> listed = new HashMap<>();

    /** @param member its place in a group, 0 for a series on its own */
    public MemberFiles(
            int member,
            String series,
            ReservoirClient reservoir,
            DayFileClient files,
            ValueType values,
            RequestContext caller,
            Consumer<Instant> serviceTime) {
        this.member = member;
        this.series = series;
        this.reservoir = reservoir;
        this.files = files;
        this.values = values;
        this.caller = caller;
        this.serviceTime = serviceTime;
    }

    OptionalLong lastSample() {
        SeriesEnd end = reservoir.end(series, caller);
        end.serviceTime().ifPresent(serviceTime);
        return end.lastSample();
    }

    SeriesListing list(long fromDay, long toDay) {
        SeriesFiles found = files.list(series, fromDay, toDay, caller);
        found.serviceTime().ifPresent(serviceTime);
        for (ListedDay day : found.days()) {
            day.files().forEach(file -> listed.put(new FileKey(day.day(), file.version()), file));
        }
        return new SeriesListing(
                fromDay,
                toDay,
                found.days().stream()
                        .map(day -> new DayVersions(day.day(), day.versions()))
                        .toList());
    }

    /** The samples of a live window. */
    FilesRead read(Plan.Live window) throws IOException {
        return files.read(query(window.start(), window.end()), days(window), caller);
    }

    FilesRead.Pieces open(Plan.Live window) {
        return files.open(query(window.start(), window.end()), days(window), caller);
    }

    /** All samples of a window, whatever was read before. */
    TimeSeries read(long start, long end) throws IOException {
        return files.read(query(start, end), all(start, end), caller).samples();
    }

    TimeSeriesStream.Source open(long start, long end) {
        return files.open(query(start, end), all(start, end), caller);
    }

    /** When samples with a value in late files are. */
    List<Long> times(Plan.Late late) throws IOException {
        TimeSeries samples = read(late);
        List<Long> times = new ArrayList<>(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            times.add(samples.timestamp(i));
        }
        return times;
    }

    /** Samples with a value in late files. */
    TimeSeries read(Plan.Late late) throws IOException {
        return files.readLate(series, late.start(), lateFiles(late), values, caller);
    }

    TimeSeriesStream.Source open(Plan.Late late) {
        return files.openLate(series, late.start(), lateFiles(late), values, caller);
    }

    private DataQuery query(long start, long end) {
        return new DataQuery(series, start, end, values);
    }

    private List<ListedDay> all(long start, long end) {
        long fromDay = Math.floorDiv(start, DAY);
        long toDay = Math.floorDiv(end - 1, DAY) + 1;
        return files.list(series, fromDay, toDay, caller).days();
    }

    private List<ListedDay> days(Plan.Live window) {
        List<ListedDay> days = new ArrayList<>();
        for (Plan.DayRead read : window.reads()) {
            if (read.member() == member) {
                days.add(new ListedDay(
                        read.day(),
                        read.versions().stream()
                                .map(version -> file(read.day(), version))
                                .toList()));
            }
        }
        return days;
    }

    private List<LateFile> lateFiles(Plan.Late late) {
        return late.files().stream()
                .filter(file -> file.member() == member)
                .map(file -> new LateFile(file(late.day(), file.version()), file.end()))
                .toList();
    }

    /** The planner names files of listings of this turn only. */
    private ListedFile file(long day, String version) {
        return Objects.requireNonNull(listed.get(new FileKey(day, version)), version);
    }

    /** As the planner is told of what was read. */
    List<FileRead> told(List<FileSpan> spans) {
        return spans.stream()
                .map(span -> new FileRead(member, span.version(), span.first(), span.next()))
                .toList();
    }
}
