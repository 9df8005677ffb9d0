package io.fourinsight.client.plan;

import io.fourinsight.client.base.Sha256;
import io.fourinsight.client.plan.SeriesCursor.DayKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A cursor, or the recoveries of a series, as the one text that a repository holds.
 *
 * <p>For example {@code v1 from=2026-01-01T00:00:00Z next=2026-01-03T10:00:00.000000001Z 2026-01-03=12:9f86d081884c7d65}:
 * the beginning, the position, and of each watched day how many files were seen and their hash. A stretch of files of
 * which earlier samples are pending follows as {@code +14:<hash>@<time>}. A member of a group is told by {@code 2026-01-03/1}.
 */
public final class CursorText {

    private static final String VERSION = "v1";

    private CursorText() {}

    public static String format(SeriesCursor cursor) {
        StringBuilder text = new StringBuilder(VERSION)
                .append(" from=")
                .append(time(cursor.beginning()))
                .append(" next=")
                .append(time(cursor.position()));
        String days = formatDays(cursor);
        return days.isEmpty() ? text.toString() : text.append(' ').append(days).toString();
    }

    /** Only what a cursor holds of the days that are watched for late samples; empty if there are none. */
    public static String formatDays(SeriesCursor cursor) {
        StringBuilder text = new StringBuilder();
        cursor.days().forEach((key, seen) -> {
            text.append(text.isEmpty() ? "" : " ").append(LocalDate.ofEpochDay(key.day()));
            if (key.member() > 0) {
                text.append('/').append(key.member());
            }
            text.append('=').append(files(seen.count(), seen.hash()));
            for (SeenFiles.Pending stretch : seen.pending()) {
                text.append('+')
                        .append(files(stretch.count(), stretch.hash()))
                        .append('@')
                        .append(time(stretch.end()));
            }
        });
        return text.toString();
    }

    private static String files(int count, long hash) {
        return count + ":" + HexFormat.of().toHexDigits(hash);
    }

    /**
     * What a group's cursor is stored by: other labels, series or another order are another group.
     *
     * @param members ids by label, in order
     */
    public static String groupKey(Map<String, String> members) {
        StringBuilder text = new StringBuilder();
        members.forEach((label, id) -> text.append(label.length())
                .append(':')
                .append(label)
                .append(id.length())
                .append(':')
                .append(id));
        return "group-" + Sha256.hex(text.toString()).substring(0, 32);
    }

    /**
     * Reads what {@link #format} writes, and nothing else.
     *
     * @param key what the value is stored by, for the error
     * @throws CursorFormatException naming the key, the value and what to do
     */
    public static SeriesCursor parse(String key, String text) {
        try {
            String[] words = text.split(" ", -1);
            require(
                    words.length >= 3 && words[0].equals(VERSION),
                    "it does not begin with " + VERSION + " from= next=");
            SortedMap<DayKey, SeenFiles> days = new TreeMap<>();
            for (int i = 3; i < words.length; i++) {
                int equals = words[i].indexOf('=');
                require(equals > 0, "'" + words[i] + "' is not a day");
                days.put(day(words[i].substring(0, equals)), seen(words[i].substring(equals + 1)));
            }
            SeriesCursor cursor =
                    new SeriesCursor(time(after("from=", words[1])), time(after("next=", words[2])), days);
            require(format(cursor).equals(text), "it is not written as a cursor is");
            return cursor;
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new CursorFormatException(key, text, e);
        }
    }

    /**
     * A cursor whose parts are stored on their own, so that people can change the position alone: a beginning after it
     * and days after it do not count then.
     *
     * @param days what {@link #formatDays} writes
     * @throws IllegalArgumentException if it is not
     */
    public static SeriesCursor cursor(long beginning, long position, String days) {
        long from = Math.min(beginning, position);
        if (days.isEmpty()) {
            return new SeriesCursor(from, position, new TreeMap<>());
        }
        SortedMap<DayKey, SeenFiles> watched = parse(
                        "late", VERSION + " from=" + time(from) + " next=" + time(position) + " " + days)
                .days();
        return new SeriesCursor(from, position, watched.headMap(new DayKey(Nanos.day(position) + 1, 0)));
    }

    private static DayKey day(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new DayKey(LocalDate.parse(text).toEpochDay(), 0)
                : new DayKey(
                        LocalDate.parse(text.substring(0, slash)).toEpochDay(),
                        Integer.parseInt(text.substring(slash + 1)));
    }

    private static SeenFiles seen(String text) {
        String[] parts = text.split("\\+", -1);
        List<SeenFiles.Pending> pending = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            int at = parts[i].indexOf('@');
            require(at > 0, "'" + parts[i] + "' has no time");
            String files = parts[i].substring(0, at);
            pending.add(new SeenFiles.Pending(count(files), hash(files), time(parts[i].substring(at + 1))));
        }
        return new SeenFiles(count(parts[0]), hash(parts[0]), pending);
    }

    private static int count(String text) {
        int colon = text.indexOf(':');
        require(colon > 0, "'" + text + "' is not a number of files with a hash");
        int count = Integer.parseInt(text.substring(0, colon));
        require(count >= 0, "'" + text + "' is not a number of files with a hash");
        return count;
    }

    private static long hash(String text) {
        return HexFormat.fromHexDigitsToLong(text.substring(text.indexOf(':') + 1));
    }

    /** Where the series of a consumer begin. */
    public static String formatBeginning(long beginning) {
        return VERSION + " from=" + time(beginning);
    }

    /**
     * Reads what {@link #formatBeginning} writes, and nothing else.
     *
     * @throws CursorFormatException naming the key, the value and what to do
     */
    public static long parseBeginning(String key, String text) {
        try {
            long beginning = time(after(VERSION + " from=", text));
            require(formatBeginning(beginning).equals(text), "it is not written as a beginning is");
            return beginning;
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new CursorFormatException(key, text, e);
        }
    }

    /** The recoveries of a series that were asked for, in their order. */
    public static String formatRecoveries(List<RecoveryRequest> requests) {
        StringBuilder text = new StringBuilder(VERSION);
        for (RecoveryRequest request : requests) {
            text.append(' ')
                    .append(time(request.from()))
                    .append(',')
                    .append(time(request.to()))
                    .append(',')
                    .append(time(request.next()))
                    .append(',')
                    .append(time(request.since()))
                    .append(',')
                    .append(request.windows())
                    .append(',')
                    .append(request.samples());
        }
        return text.toString();
    }

    /**
     * Reads what {@link #formatRecoveries} writes, and nothing else.
     *
     * @throws CursorFormatException naming the key, the value and what to do
     */
    public static List<RecoveryRequest> parseRecoveries(String key, String text) {
        try {
            String[] words = text.split(" ", -1);
            List<RecoveryRequest> requests = new ArrayList<>();
            for (int i = 1; i < words.length; i++) {
                String[] parts = words[i].split(",", -1);
                require(parts.length == 6, "'" + words[i] + "' is not a recovery");
                requests.add(new RecoveryRequest(
                        time(parts[0]),
                        time(parts[1]),
                        time(parts[2]),
                        time(parts[3]),
                        Long.parseLong(parts[4]),
                        Long.parseLong(parts[5])));
            }
            require(formatRecoveries(requests).equals(text), "it is not written as recoveries are");
            return requests;
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new CursorFormatException(key, text, e);
        }
    }

    private static String after(String name, String word) {
        require(word.startsWith(name), "'" + name + "' is missing");
        return word.substring(name.length());
    }

    private static long time(String text) {
        Instant instant = Instant.parse(text);
        // from the end of the second, since the first second that a long holds begins outside of it
        return instant.getEpochSecond() < 0
                ? Math.addExact(
                        Math.multiplyExact(instant.getEpochSecond() + 1, 1_000_000_000L),
                        instant.getNano() - 1_000_000_000L)
                : Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }

    private static void require(boolean holds, String wrong) {
        if (!holds) {
            throw new IllegalArgumentException(wrong);
        }
    }
}
