package io.fourinsight.camel.benchmark.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Series of 144 files a day, ten samples each. On the day on which the server starts they lie before that moment, so that a
 * row costs the same at any hour. All series have the same files, so that ten thousand need no more memory than one.
 */
final class BusyDays {

    static final String SERIES = "busy-";

    private static final int FILES = 144;
    private static final int LINES = 10;
    private static final long DAY = 86_400_000_000_000L;

    /** What the service needs for an answer. */
    private static final Duration DELAY = Duration.ofMillis(5);

    private static final Pattern SPAN = Pattern.compile("start=(-?\\d+).*end=(-?\\d+)");

    private final long end = Instant.now().getEpochSecond() * 1_000_000_000L;
    private final Map<String, ByteBuffer> answers = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final String url;

    BusyDays(String url) {
        this.url = url;
    }

    /** @param request with the span in its query */
    Answer listing(String request) {
        requests.incrementAndGet();
        Matcher span = SPAN.matcher(request);
        if (!span.find()) {
            throw new IllegalArgumentException("no span: " + request);
        }
        long first = Math.floorDiv(Long.parseLong(span.group(1)), DAY);
        long last = Math.floorDiv(Math.min(Long.parseLong(span.group(2)), end), DAY);
        return Answer.json(answers.computeIfAbsent(first + "-" + last, key -> Body.ready(listing(first, last))))
                .after(DELAY);
    }

    private byte[] listing(long first, long last) {
        StringBuilder json = new StringBuilder("{\"Files\":[");
        for (long day = first; day <= last; day++) {
            for (int file = 0; file < FILES; file++) {
                json.append(json.charAt(json.length() - 1) == '[' ? "" : ",")
                        .append("{\"FileId\":\"F-" + day + "-" + file + "\",\"Chunks\":[")
                        .append(DayStore.chunk(url + day + "/" + file, (int) day, csv(day, file)))
                        .append("]}");
            }
        }
        return json.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    Answer file(long day, int file) {
        requests.incrementAndGet();
        return Answer.file(answers.computeIfAbsent(day + "/" + file, key -> Body.ready(csv(day, file))))
                .after(DELAY);
    }

    private byte[] csv(long day, int file) {
        long step = Math.min(DAY, end - day * DAY) / (FILES * LINES);
        StringBuilder csv = new StringBuilder();
        for (int line = file * LINES; line < (file + 1) * LINES; line++) {
            csv.append(day * DAY + line * step).append(",1.5\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** How many it has answered. */
    long requests() {
        return requests.get();
    }
}
