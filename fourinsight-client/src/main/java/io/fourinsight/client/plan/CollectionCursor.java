package io.fourinsight.client.plan;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far the changes of a collection were delivered; all that outlives a process.
 *
 * <p>As text it is {@code v1c from=2026-01-01T00:00:00Z next=2026-01-03T10:00:00.1234567Z
 * 2026-01-03T10:00:00.1234567Z=9f86d081884c7d65}: the beginning, the value that was reached, and for each value that is
 * asked for again the hashes of the ids that were delivered with it.
 *
 * @param from nothing with an earlier value is ever delivered; null if all is
 * @param next the value that was reached, null if nothing was delivered yet
 * @param delivered hashes of ids by value, no earlier than the lag before {@code next}
 */
public record CollectionCursor(
        @Nullable CursorValue from, @Nullable CursorValue next, NavigableMap<CursorValue, SortedSet<Long>> delivered) {

    /** A repository holds a text of 8,000 characters. */
    static final int LONGEST = 7_500;

    private static final String VERSION = "v1c";
    private static final int HASH_LENGTH = 17;

    /** @throws IllegalArgumentException if what was reached is before the beginning */
    public CollectionCursor {
        if (from != null && (next == null || next.compareTo(from) < 0)) {
            throw new IllegalArgumentException("the value reached is before the beginning");
        }
        if (!delivered.isEmpty() && (next == null || !delivered.firstKey().isComparableWith(next))) {
            throw new IllegalArgumentException("the values delivered have no order with the value reached");
        }
        NavigableMap<CursorValue, SortedSet<Long>> copy = new TreeMap<>();
        delivered.forEach((value, ids) -> copy.put(value, Collections.unmodifiableSortedSet(new TreeSet<>(ids))));
        delivered = Collections.unmodifiableNavigableMap(copy);
    }

    /** Of a collection of which all is wanted. */
    public static CollectionCursor everything() {
        return new CollectionCursor(null, null, new TreeMap<>());
    }

    /** Of a collection of which is wanted what changed since then. */
    public static CollectionCursor since(Instant time) {
        return since(CursorValue.of(time));
    }

    /** As {@link #since(Instant)}, from any value. */
    public static CollectionCursor since(CursorValue value) {
        return new CollectionCursor(value, value, new TreeMap<>());
    }

    /**
     * The text for a repository. If it is too long, it leaves out ids of the earliest values: their items come twice if
     * the process ends, and none is missing.
     */
    public String format() {
        StringJoiner text = new StringJoiner(" ").add(VERSION);
        if (from != null) {
            text.add("from=" + from);
        }
        if (next != null) {
            text.add("next=" + next);
        }
        Deque<String> words = new ArrayDeque<>();
        int left = LONGEST - text.length();
        for (Map.Entry<CursorValue, SortedSet<Long>> entry :
                delivered.descendingMap().entrySet()) {
            String value = entry.getKey() + "=";
            int most = (left - value.length() - 1) / HASH_LENGTH;
            if (most <= 0) {
                break;
            }
            String word = value + hashes(entry.getValue(), most);
            words.addFirst(word);
            left -= word.length() + 1;
        }
        words.forEach(text::add);
        return text.toString();
    }

    private static String hashes(SortedSet<Long> ids, int most) {
        return ids.stream().limit(most).map(HexFormat.of()::toHexDigits).collect(Collectors.joining(","));
    }

    /**
     * Reads what {@link #format} writes, and nothing else.
     *
     * @param key what the value is stored by, for the error
     * @throws CursorFormatException naming the key, the value and what to do
     */
    public static CollectionCursor parse(String key, String text) {
        try {
            String[] words = text.split(" ", -1);
            require(words[0].equals(VERSION), "it does not begin with " + VERSION);
            CursorValue from = null;
            CursorValue next = null;
            NavigableMap<CursorValue, SortedSet<Long>> delivered = new TreeMap<>();
            for (int i = 1; i < words.length; i++) {
                int equals = words[i].indexOf('=');
                require(equals > 0, "'" + words[i] + "' is not a value with ids");
                String name = words[i].substring(0, equals);
                String rest = words[i].substring(equals + 1);
                switch (name) {
                    case "from" -> from = value(rest);
                    case "next" -> next = value(rest);
                    default -> delivered.put(value(name), hashes(rest));
                }
            }
            CollectionCursor cursor = new CollectionCursor(from, next, delivered);
            require(cursor.format().equals(text), "it is not written as a cursor is");
            return cursor;
        } catch (IllegalArgumentException e) {
            throw new CursorFormatException(key, text, e);
        }
    }

    private static CursorValue value(String text) {
        return CursorValue.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not a time, a date or an integer"));
    }

    private static SortedSet<Long> hashes(String text) {
        SortedSet<Long> hashes = new TreeSet<>();
        for (String hash : text.split(",", -1)) {
            hashes.add(HexFormat.fromHexDigitsToLong(hash));
        }
        return hashes;
    }

    private static void require(boolean holds, String wrong) {
        if (!holds) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** What it is, without the ids. */
    @Override
    public String toString() {
        return "CollectionCursor[from=" + from + ", next=" + next + ", " + delivered.size() + " values]";
    }
}
