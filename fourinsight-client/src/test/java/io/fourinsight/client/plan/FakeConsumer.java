package io.fourinsight.client.plan;

import io.fourinsight.client.plan.LiveResult.FileRead;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A consumer as the planner wants one: one window at a time, and the cursor moved by compare-and-set. */
final class FakeConsumer {

    /** Where exchanges go, and what goes wrong. */
    interface Route {

        /** Whether reading, and the exchange, come to a good end. */
        boolean succeeds();

        /** Whether the process dies before the cursor is stored. */
        boolean diesBeforeWrite();

        /** What others do before the cursor is stored. */
        void meanwhile(FakeConsumer busy);

        /** Samples by member, of one exchange; from and to are the window of aggregates or of a group. */
        void deliver(List<SortedMap<Long, Integer>> samples, long from, long to, boolean recovered, boolean rewritten);

        /** What was delivered last may come again. */
        void inFlight();
    }

    private final Planner planner;
    private final boolean raw;
    private final boolean knowsFiles;
    private final List<FakeSeries> members;
    private final AtomicReference<@Nullable String> repository;
    private final Route route;
    private @Nullable SeriesState state;

    FakeConsumer(
            PlanSettings settings,
            boolean knowsFiles,
            List<FakeSeries> members,
            AtomicReference<@Nullable String> repository,
            Route route) {
        this.planner = new Planner(settings);
        this.raw = settings.isRaw();
        this.knowsFiles = knowsFiles;
        this.members = members;
        this.repository = repository;
        this.route = route;
    }

    void dies() {
        state = null;
    }

    void start(long beginning) {
        repository.compareAndSet(null, CursorText.format(planner.begin(beginning)));
    }

    /** @param round whether the days before the cursor's are searched, too */
    void poll(long now, boolean round) {
        if (state == null) {
            state = SeriesState.restored(CursorText.parse("a", repository.get()));
        }
        List<SeriesFacts> facts = facts(SeriesListing.before(state.cursor()));
        while (true) {
            Plan plan = planner.next(state, facts, now);
            if (plan instanceof Plan.ListMore more) {
                facts = more(facts, more);
            } else if (plan instanceof Plan.Live live) {
                SeriesState before = state;
                if (!live(live)) {
                    return;
                }
                if (state == null || state.cursor().equals(before.cursor()) && !knowsFiles) {
                    break;
                }
            } else {
                break;
            }
        }
        if (state == null) {
            return;
        }
        Plan late = planner.late(state, facts, now);
        if (late instanceof Plan.ListMore more) {
            late = planner.late(state, more(facts, more), now);
        }
        if (!late(late) || !round) {
            return;
        }
        for (long day : planner.watchedDays(state.cursor())) {
            if (!late(planner.lateBefore(
                    state, members.stream().map(member -> member.list(day)).toList(), now))) {
                return;
            }
        }
        store(planner.roundCompleted(state, now));
    }

    private List<SeriesFacts> facts(SeriesListing listing) {
        return members.stream()
                .map(member -> new SeriesFacts(member.lastSample(), listing))
                .toList();
    }

    private List<SeriesFacts> more(List<SeriesFacts> facts, Plan.ListMore more) {
        List<SeriesFacts> longer = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            SeriesFacts member = facts.get(i);
            longer.add(new SeriesFacts(
                    member.lastSample(), member.listing().and(members.get(i).list(more.fromDay(), more.toDay()))));
        }
        return longer;
    }

    /** Whether the poll goes on. */
    private boolean live(Plan.Live window) {
        if (!route.succeeds()) {
            return false;
        }
        List<SortedMap<Long, Integer>> samples = new ArrayList<>();
        List<FileRead> files = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            samples.add(
                    knowsFiles
                            ? readFiles(i, window, files)
                            : members.get(i).samples().subMap(window.start(), window.end()));
        }
        OptionalLong last = samples.stream()
                .filter(member -> !member.isEmpty())
                .mapToLong(SortedMap::lastKey)
                .max();
        if (last.isPresent()) {
            route.deliver(samples, window.start(), window.end(), false, false);
        }
        return store(planner.completed(state, window, new LiveResult(last, files)));
    }

    private SortedMap<Long, Integer> readFiles(int member, Plan.Live window, List<FileRead> files) {
        SortedMap<Long, Integer> samples = new TreeMap<>();
        for (Plan.DayRead read : window.reads()) {
            if (read.member() != member) {
                continue;
            }
            for (String version : read.versions()) {
                SortedMap<Long, Integer> file =
                        members.get(member).file(read.day(), version).samples();
                FakeSeries.merge(samples, file.subMap(window.start(), window.end()));
                SortedMap<Long, Integer> after = file.tailMap(window.end());
                files.add(new FileRead(
                        member, version, file.firstKey(), after.isEmpty() ? LiveResult.NONE : after.firstKey()));
            }
        }
        return samples;
    }

    private boolean late(Plan plan) {
        if (!(plan instanceof Plan.Late late)) {
            return true;
        }
        List<SortedMap<Long, Integer>> found = new ArrayList<>();
        members.forEach(member -> found.add(new TreeMap<>()));
        for (Plan.LateFile file : late.files()) {
            SortedMap<Long, Integer> samples = new TreeMap<>(
                    members.get(file.member()).file(late.day(), file.version()).samples());
            samples.values().removeIf(value -> value == 0);
            if (late.start() < file.end()) {
                FakeSeries.merge(found.get(file.member()), samples.subMap(late.start(), file.end()));
            }
        }
        if (found.stream().anyMatch(samples -> !samples.isEmpty())) {
            if (!route.succeeds()) {
                return false;
            }
            deliver(late, found);
        }
        return store(planner.completed(state, late));
    }

    private void deliver(Plan.Late late, List<SortedMap<Long, Integer>> found) {
        if (raw) {
            route.deliver(found, late.start(), late.start(), true, late.rewritten());
            return;
        }
        List<Long> times = new ArrayList<>();
        found.forEach(samples -> times.addAll(samples.keySet()));
        for (Planner.Stretch stretch : planner.units(times)) {
            route.deliver(
                    members.stream()
                            .map(member -> member.samples().subMap(stretch.start(), stretch.end()))
                            .toList(),
                    stretch.start(),
                    stretch.end(),
                    true,
                    late.rewritten());
        }
    }

    private boolean store(SeriesState next) {
        if (next.cursor().equals(state.cursor())) {
            state = next;
            return true;
        }
        if (route.diesBeforeWrite()) {
            route.inFlight();
            state = null;
            return false;
        }
        String expected = repository.get() == null ? null : CursorText.format(state.cursor());
        route.meanwhile(this);
        String stored = repository.get();
        if (!stored.equals(expected) || !repository.compareAndSet(stored, CursorText.format(next.cursor()))) {
            route.inFlight();
            state = null;
            return false;
        }
        state = next;
        return true;
    }
}
