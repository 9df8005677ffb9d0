package io.fourinsight.client.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** A series as the reservoir has it: day files that hold samples, the later of which win; the value 0 is an empty one. */
final class FakeSeries {

    /** A file of a day. */
    record FakeFile(String version, SortedMap<Long, Integer> samples) {}

    private final TreeMap<Long, List<FakeFile>> days = new TreeMap<>();
    private int files;

    void upload(SortedMap<Long, Integer> samples) {
        String upload = "upload-" + files++;
        while (!samples.isEmpty()) {
            long day = Nanos.day(samples.firstKey());
            SortedMap<Long, Integer> chunk = samples.headMap(Nanos.endOfDay(day));
            days.computeIfAbsent(day, d -> new ArrayList<>())
                    .add(new FakeFile(upload + "-" + day, new TreeMap<>(chunk)));
            samples = samples.tailMap(Nanos.endOfDay(day));
        }
    }

    /** Gives the first file of a day another version and place, with the same content. */
    void rewrite(long day) {
        List<FakeFile> listed = days.get(day);
        FakeFile first = listed.remove(0);
        listed.add(0, new FakeFile("rewritten-" + files++, first.samples()));
    }

    SortedMap<Long, List<FakeFile>> days() {
        return days;
    }

    OptionalLong lastSample() {
        return days.isEmpty()
                ? OptionalLong.empty()
                : days.lastEntry().getValue().stream()
                        .mapToLong(file -> file.samples().lastKey())
                        .max();
    }

    SeriesListing list(long fromDay, long toDay) {
        return new SeriesListing(
                fromDay,
                toDay,
                days.subMap(fromDay, toDay).keySet().stream().map(this::list).toList());
    }

    DayVersions list(long day) {
        return new DayVersions(
                day,
                days.getOrDefault(day, List.of()).stream()
                        .map(FakeFile::version)
                        .toList());
    }

    FakeFile file(long day, String version) {
        return days.getOrDefault(day, List.of()).stream()
                .filter(file -> file.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new AssertionError(version + " was planned and is not there"));
    }

    /** All samples, an empty value never laid over another. */
    SortedMap<Long, Integer> samples() {
        SortedMap<Long, Integer> all = new TreeMap<>();
        days.values().forEach(day -> day.forEach(file -> merge(all, file.samples())));
        return all;
    }

    static void merge(SortedMap<Long, Integer> all, Map<Long, Integer> later) {
        later.forEach((time, value) -> all.merge(time, value, (old, fresh) -> fresh == 0 ? old : fresh));
    }
}
