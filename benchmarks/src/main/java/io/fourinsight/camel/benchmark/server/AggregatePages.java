package io.fourinsight.camel.benchmark.server;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;

/** Aggregates as the reservoir answers them: 1,000,000 samples, one a second, in pages of 30,000. */
public final class AggregatePages {

    public static final int SAMPLES = 1_000_000;
    public static final int PAGE_SIZE = 30_000;
    public static final int PAGES = (SAMPLES + PAGE_SIZE - 1) / PAGE_SIZE;

    private static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    private AggregatePages() {}

    /** Of a second of the window at or after the start of the samples, as the query names it. */
    static int index(String time) {
        long seconds = Instant.parse(time.replace("+00:00", "Z")).getEpochSecond() - START;
        return (int) Math.max(0, Math.min(SAMPLES, seconds));
    }

    /** A day of quarters of an hour, on one page. */
    static byte[] day() {
        StringBuilder json = new StringBuilder("{\"value\":[");
        append(json, 0, 96, 900);
        return json.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The JSON of a page of all samples; every one but the last ends with the link to the next, made from the given link. */
    public static byte[] page(int number, String link) {
        return page(number * PAGE_SIZE, SAMPLES, link);
    }

    /** The first page of the samples in {@code [from, to)}, with the link to the next if there is one. */
    static byte[] page(int from, int to, String link) {
        int end = Math.min(from + PAGE_SIZE, to);
        StringBuilder json = new StringBuilder(PAGE_SIZE * 70).append("{\"value\":[");
        append(json, from, end, 1);
        json.append(']');
        if (end < to) {
            json.append(",\"@odata.nextLink\":\"")
                    .append(link)
                    .append(end)
                    .append('/')
                    .append(to)
                    .append('"');
        }
        return json.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void append(StringBuilder json, int from, int to, int seconds) {
        for (int sample = from; sample < to; sample++) {
            json.append(sample == from ? "" : ",")
                    .append("{\"Timestamp\":\"")
                    .append(Instant.ofEpochSecond(START + (long) sample * seconds))
                    .append("\",\"Value\":")
                    .append(new SplittableRandom(sample).nextDouble() * 100)
                    .append('}');
        }
    }
}
