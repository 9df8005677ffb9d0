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

    /** A day of quarters of an hour, on one page. */
    static byte[] day() {
        StringBuilder json = new StringBuilder("{\"value\":[");
        append(json, 0, 96, 900, new SplittableRandom(1));
        return json.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The JSON of a page; every one but the last ends with the link to the next, made from the given link. */
    public static byte[] page(int number, String link) {
        SplittableRandom random = new SplittableRandom(number);
        StringBuilder json = new StringBuilder(PAGE_SIZE * 70).append("{\"value\":[");
        int from = number * PAGE_SIZE;
        int to = Math.min(from + PAGE_SIZE, SAMPLES);
        append(json, from, to, 1, random);
        json.append(']');
        if (number + 1 < PAGES) {
            json.append(",\"@odata.nextLink\":\"")
                    .append(link)
                    .append(number + 1)
                    .append('"');
        }
        return json.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void append(StringBuilder json, int from, int to, int seconds, SplittableRandom random) {
        for (int sample = from; sample < to; sample++) {
            json.append(sample == from ? "" : ",")
                    .append("{\"Timestamp\":\"")
                    .append(Instant.ofEpochSecond(START + (long) sample * seconds))
                    .append("\",\"Value\":")
                    .append(random.nextDouble() * 100)
                    .append('}');
        }
    }
}
