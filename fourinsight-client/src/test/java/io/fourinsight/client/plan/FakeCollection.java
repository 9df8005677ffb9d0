package io.fourinsight.client.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A collection as an OData service answers it: filtered by a value, ordered by it, next links that count. */
final class FakeCollection {

    /** An item as a consumer sees it. */
    record Row(String id, String value) implements CollectionItem {}

    record Page(List<Row> rows, boolean hasNext) {}

    private record Commit(long visible, String id, @Nullable Long value) {}

    private final boolean integers;
    private final int pageSize;
    private final Map<String, Long> items = new TreeMap<>();
    private final PriorityQueue<Commit> commits = new PriorityQueue<>(Comparator.comparingLong(Commit::visible));
    private long least;
    private int offset;
    int requests;

    FakeCollection(boolean integers, int pageSize) {
        this.integers = integers;
        this.pageSize = pageSize;
    }

    /** A change, or with null a deletion, that is seen from a moment on. */
    void commit(long visible, String id, @Nullable Long value) {
        commits.add(new Commit(visible, id, value));
    }

    boolean hasOpen(String id) {
        return commits.stream().anyMatch(commit -> commit.id.equals(id));
    }

    void advance(long now) {
        while (!commits.isEmpty() && commits.peek().visible <= now) {
            Commit commit = commits.poll();
            if (commit.value == null) {
                items.remove(commit.id);
            } else {
                items.put(commit.id, commit.value);
            }
        }
    }

    Map<String, Long> items() {
        return items;
    }

    Page answer(CollectionRound.Ask ask) {
        requests++;
        if (ask instanceof CollectionRound.Ask.Query query) {
            offset = 0;
            String filter = query.filter();
            least = filter.equals("Modified ne null")
                    ? Long.MIN_VALUE
                    : number(filter.substring("Modified ge ".length()));
        } else {
            offset += pageSize;
        }
        List<Map.Entry<String, Long>> chosen = new ArrayList<>(items.entrySet());
        chosen.removeIf(item -> item.getValue() < least);
        chosen.sort(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
        int from = Math.min(offset, chosen.size());
        int to = Math.min(from + pageSize, chosen.size());
        List<Row> rows = chosen.subList(from, to).stream()
                .map(item -> new Row(item.getKey(), text(item.getValue())))
                .toList();
        return new Page(rows, to < chosen.size());
    }

    /** Ticks of 100 ns since 2026 with 7 decimals, as .NET writes them; or the number. */
    String text(long value) {
        if (integers) {
            return Long.toString(value);
        }
        long base = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
        String seconds =
                Instant.ofEpochSecond(base + Math.floorDiv(value, 10_000_000L)).toString();
        return seconds.substring(0, 19) + String.format(".%07dZ", Math.floorMod(value, 10_000_000L));
    }

    private long number(String literal) {
        if (integers) {
            return Long.parseLong(literal);
        }
        Instant time = Instant.parse(literal);
        long seconds =
                time.getEpochSecond() - Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
        return seconds * 10_000_000L + time.getNano() / 100;
    }
}
