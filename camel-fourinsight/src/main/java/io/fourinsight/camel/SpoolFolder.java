package io.fourinsight.camel;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.reservoir.SampleColumns;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.upload.UserCsv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in which small files of samples wait until they are part of their series: {@code <folder>/<series id>/*.csv},
 * each in the reservoir's CSV.
 *
 * <p>As a bean of a route it says which series have a batch to append ({@link #ready}), makes one body of many files
 * ({@link #load}), and takes the files away when they are part of the series ({@link #remove}) or can never be ({@link
 * #refuse}). What fails otherwise waits, a little longer each time ({@link #postpone}). All it knows is in the folder: a
 * process that is killed between any two steps appends a batch again, which lays the same samples over themselves.
 *
 * <p>Files whose name begins with a point are still being written, and are left alone.
 */
public final class SpoolFolder {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);

    private static final String FILES = "FourInsightSpoolFiles";
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

    /** Of nanoseconds, a comma and a value with three decimals. */
    private static final int BYTES_OF_SAMPLE = 28;

    private record Waiting(Path file, Instant since, long bytes) {}

    private record Pause(Duration length, Instant until) {}

    private final Clock clock;
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();
    private @Nullable Path folder;
    private @Nullable Path deadLetters;
    private int maxSamples = 100_000;
    private Duration maxAge = Duration.ofMinutes(15);
    private Duration maxPause = Duration.ofMinutes(10);

    public SpoolFolder() {
        this(Clock.systemUTC());
    }

    SpoolFolder(Clock clock) {
        this.clock = clock;
    }

    public void setFolder(String path) {
        folder = Path.of(path);
    }

    /** Where files go that can never be part of a series, each beside a text that says why. */
    public void setDeadLetters(String path) {
        deadLetters = Path.of(path);
    }

    /** How many samples a batch has at most, 100,000 by default; about as many make a series ready. */
    public void setMaxSamples(int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("maxSamples '" + samples + "' is not a number from 1 on");
        }
        maxSamples = samples;
    }

    /** How long the first file of a batch waits for others, such as {@code 15m}, the default. */
    public void setMaxAge(String time) {
        maxAge = Duration.ofMillis(TimeUtils.toMilliSeconds(time));
    }

    /** How long a series rests at most after a failure, {@code 10m} by default; at first it is ten seconds. */
    public void setMaxPause(String time) {
        maxPause = Duration.ofMillis(TimeUtils.toMilliSeconds(time));
    }

    /** The ids of the series that have a batch to append, and are not resting. */
    public List<String> ready() throws IOException {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        List<String> ready = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder())) {
            for (Path series : (Iterable<Path>) all.sorted()::iterator) {
                String id = series.getFileName().toString();
                if (Files.isDirectory(series) && !isResting(id) && isReady(waiting(id))) {
                    ready.add(id);
                }
            }
        }
        return ready;
    }

    private boolean isReady(List<Waiting> files) {
        if (files.isEmpty()) {
            return false;
        }
        boolean isOld = !files.get(0).since().plus(maxAge).isAfter(clock.instant());
        return isOld || files.stream().mapToLong(Waiting::bytes).sum() >= (long) maxSamples * BYTES_OF_SAMPLE;
    }

    private boolean isResting(String id) {
        Pause pause = pauses.get(id);
        return pause != null && clock.instant().isBefore(pause.until());
    }

    /**
     * Makes the next samples of a series the body, in the order of their times and with the id as the header; of two at one
     * time that of the later file stays. A file that is damaged goes to the dead letters. Without a good one the exchange
     * ends here.
     *
     * @param seriesId one of those that are {@link #ready}
     */
    public void load(@Body String seriesId, Exchange exchange) throws IOException {
        SampleColumns samples = SampleColumns.lastReceived();
        List<Path> files = new ArrayList<>();
        for (Waiting next : waiting(seriesId)) {
            TimeSeries series = series(next.file(), seriesId);
            if (series == null) {
                continue;
            }
            if (samples.size() > 0 && samples.size() + series.size() > maxSamples) {
                break;
            }
            samples.addAll(series);
            files.add(next.file());
        }
        if (files.isEmpty()) {
            exchange.setRouteStop(true);
            return;
        }
        exchange.setProperty(FILES, files);
        exchange.getMessage().setHeader(FourInsightConstants.SERIES_ID, seriesId);
        exchange.getMessage().setBody(samples.toSeries(null));
    }

    /** The samples of a file, or null if it is damaged, and no longer there. */
    private @Nullable TimeSeries series(Path file, String seriesId) throws IOException {
        byte[] csv = Files.readAllBytes(file);
        String damage = "The file is empty, or its last line is cut";
        if (csv.length > 0 && csv[csv.length - 1] == '\n') {
            try {
                TimeSeries series = UserCsv.read(csv);
                if (series.isNumeric()) {
                    return series;
                }
                damage = "The file has a value that is no number";
            } catch (IOException e) {
                damage = String.valueOf(e.getMessage());
            }
        }
        bury(List.of(file), seriesId, damage);
        return null;
    }

    /** Deletes the files of the batch, which are part of the series. */
    public void remove(Exchange exchange) throws IOException {
        for (Path file : files(exchange)) {
            Files.deleteIfExists(file);
            pauses.remove(id(file));
        }
    }

    /** Moves the files of the batch to the dead letters, with the reason for which they were refused. */
    public void refuse(Exchange exchange) throws IOException {
        List<Path> files = files(exchange);
        if (!files.isEmpty()) {
            bury(files, id(files.get(0)), reason(exchange));
        }
    }

    /** Lets the series rest: for ten seconds, twice as long each time it fails again, never for longer than maxPause. */
    public void postpone(Exchange exchange) {
        String id = exchange.getMessage().getHeader(FourInsightConstants.SERIES_ID, String.class);
        if (id == null) {
            id = exchange.getMessage().getBody(String.class);
        }
        Pause pause = pauses.compute(id, (series, last) -> {
            Duration length = last == null ? FIRST_PAUSE : last.length().multipliedBy(2);
            length = length.compareTo(maxPause) < 0 ? length : maxPause;
            return new Pause(length, clock.instant().plus(length));
        });
        LOG.warn("The samples of series {} wait for {}: {}", id, pause.length(), reason(exchange));
    }

    private static String reason(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return caught == null ? "no reason was given" : caught.toString();
    }

    private void bury(List<Path> files, String seriesId, String reason) throws IOException {
        if (deadLetters == null) {
            throw new IllegalArgumentException("option 'deadLetters' of SpoolFolder must be set");
        }
        Path target = Files.createDirectories(deadLetters.resolve(seriesId));
        for (Path file : files) {
            String name = file.getFileName().toString();
            // the reason first: a process that is killed here does both again
            Files.writeString(target.resolve(name + ".reason.txt"), reason + "\n", StandardCharsets.UTF_8);
            Files.move(file, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        LOG.error("{} files of series {} are in {}: {}", files.size(), seriesId, target, reason);
    }

    private Path folder() {
        if (folder == null) {
            throw new IllegalArgumentException("option 'folder' of SpoolFolder must be set");
        }
        return folder;
    }

    private String id(Path file) {
        return folder().relativize(file).getName(0).toString();
    }

    private static List<Path> files(Exchange exchange) {
        List<Path> files = new ArrayList<>();
        List<?> kept = exchange.getProperty(FILES, List.class);
        if (kept != null) {
            kept.forEach(file -> files.add((Path) file));
        }
        return files;
    }

    /** The files of a series, the oldest first. */
    private List<Waiting> waiting(String seriesId) throws IOException {
        List<Waiting> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder().resolve(seriesId))) {
            for (Path file : (Iterable<Path>) all::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".csv") && !name.startsWith(".")) {
                    add(file, files);
                }
            }
        }
        files.sort(Comparator.comparing(Waiting::since).thenComparing(Waiting::file));
        return files;
    }

    private static void add(Path file, List<Waiting> files) throws IOException {
        try {
            BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
            files.add(new Waiting(file, about.lastModifiedTime().toInstant(), about.size()));
        } catch (NoSuchFileException e) {
            LOG.debug("{} was taken away meanwhile", file, e);
        }
    }
}
