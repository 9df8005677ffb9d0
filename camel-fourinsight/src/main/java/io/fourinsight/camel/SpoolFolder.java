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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in which samples wait until they are part of their series: {@code <folder>/<series id>/*.csv}, small files in the
 * reservoir's CSV.
 *
 * <p>As a bean of a route it stores messages of one sample each ({@link #store}); whole files may come from elsewhere. As
 * a bean of another route it says which series have a batch to append ({@link #ready}), makes one body of many files
 * ({@link #load}), and takes the files away when they are part of the series ({@link #remove}) or can never be ({@link
 * #refuse}). What fails otherwise waits, a little longer each time ({@link #postpone}). All it knows is in the folder: a
 * process that is killed between any two steps appends a batch again, which lays the same samples over themselves.
 *
 * <p>Files whose name begins with a point, or does not end with {@code .csv}, are still being written, and are left alone.
 */
public final class SpoolFolder implements CamelContextAware {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);

    private static final String FILES = "FourInsightSpoolFiles";

    /** Of nanoseconds, a comma and a value with three decimals. */
    private static final int BYTES_OF_SAMPLE = 28;

    private record Waiting(Path file, Instant since, long bytes) {}

    /** What a folder can be called. */
    private static final Pattern SERIES_ID = Pattern.compile("[\\p{Alnum}_][\\p{Alnum}._-]*");

    private final Clock clock;
    private final SampleMessages messages = new SampleMessages();
    private final SpoolJournal journal;
    private final Rests rests;
    private @Nullable Path folder;
    private @Nullable Path deadLetters;
    private int maxSamples = 100_000;
    private Duration maxAge = Duration.ofMinutes(15);

    public SpoolFolder() {
        this(Clock.systemUTC());
    }

    SpoolFolder(Clock clock) {
        this.clock = clock;
        this.journal = new SpoolJournal(clock);
        this.rests = new Rests(clock);
    }

    public void setFolder(String path) {
        folder = Path.of(path);
    }

    /** Where files go that can never be part of a series, each beside a text that says why. */
    public void setDeadLetters(String path) {
        deadLetters = Path.of(path);
    }

    /** Where {@link #store} finds the time of a message, as in {@link SampleAggregation#setTime}. */
    public void setTime(String time) {
        messages.time(time);
    }

    /** Where {@link #store} finds the value of a message, as in {@link SampleAggregation#setValue}. */
    public void setValue(String value) {
        messages.value(value);
    }

    /** What times that are numbers count since 1970, as in {@link SampleAggregation#setTimeUnit}. */
    public void setTimeUnit(String timeUnit) {
        messages.timeUnit(timeUnit);
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
        rests.most(Duration.ofMillis(TimeUtils.toMilliSeconds(time)));
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        messages.context(camelContext);
        try {
            camelContext.addService(journal); // which gives the folder back when the context stops
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return messages.context();
    }

    /**
     * Stores the sample of a message for the series that the header {@code CamelFourInsightSeriesId} names. When it returns, a
     * process that is killed has kept the sample; a source may acknowledge the message then. Of two samples at one time the
     * later stays, so a message may come twice.
     *
     * @throws IllegalArgumentException if the message has no series, no time or no number
     * @throws IOException if it is not stored, or another process writes to the folder
     */
    public void store(Exchange exchange) throws IOException {
        byte[] line = messages.readLine(exchange);
        String seriesId = exchange.getMessage().getHeader(FourInsightConstants.SERIES_ID, String.class);
        if (seriesId == null || !SERIES_ID.matcher(seriesId).matches()) {
            throw new IllegalArgumentException("The header " + FourInsightConstants.SERIES_ID
                    + " of the message is not the id of a series: " + seriesId);
        }
        journal.append(folder(), seriesId, line, mostBytes());
    }

    /**
     * The ids of the series that have a batch to append, and are not resting.
     *
     * @throws IOException also if another process writes to the folder
     */
    public List<String> ready() throws IOException {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        List<String> ready = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder())) {
            for (Path series : (Iterable<Path>) all.sorted()::iterator) {
                String id = series.getFileName().toString();
                if (!Files.isDirectory(series) || rests.isResting(id)) {
                    continue;
                }
                journal.seal(folder(), id, clock.instant().minus(maxAge));
                if (isReady(waiting(id))) {
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
        return isOld || files.stream().mapToLong(Waiting::bytes).sum() >= mostBytes();
    }

    private long mostBytes() {
        return (long) maxSamples * BYTES_OF_SAMPLE;
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
            rests.end(id(file));
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
        Duration rest = rests.begin(id);
        LOG.warn("The samples of series {} wait for {}: {}", id, rest, reason(exchange));
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
