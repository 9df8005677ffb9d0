package io.fourinsight.camel.example;

import io.fourinsight.client.reservoir.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.TypeConverter;

/**
 * Keeps a CSV file for each series and day (UTC), to which samples may come in any order and more than once.
 *
 * <p>A file is replaced as a whole, and never written to. So a window that comes again after a kill changes nothing, and
 * a late sample finds its place.
 */
public final class DayFiles {

    private static final long DAY = Duration.ofDays(1).toNanos();

    private final Path directory;

    public DayFiles(String directory) {
        this.directory = Path.of(directory);
    }

    /** Lays the samples over those that the files hold. A series has one window under way, so nobody else writes its files. */
    public void write(@Body TimeSeries samples, CamelContext context) throws IOException {
        if (samples.isEmpty()) {
            return;
        }
        long last = Math.floorDiv(samples.timestamp(samples.size() - 1), DAY);
        for (long day = Math.floorDiv(samples.timestamp(0), DAY); day <= last; day++) {
            TimeSeries part = samples.slice(day * DAY, (day + 1) * DAY);
            if (!part.isEmpty()) {
                lay(part, LocalDate.ofEpochDay(day), context.getTypeConverter());
            }
        }
    }

    private void lay(TimeSeries part, LocalDate day, TypeConverter converter) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(Objects.requireNonNull(part.seriesId())));
        Path file = folder.resolve(day + ".csv");
        TimeSeries.Builder whole = TimeSeries.builder(part.seriesId());
        if (Files.exists(file)) {
            whole.addAll(converter.convertTo(TimeSeries.class, file.toFile()));
        }
        Path next = folder.resolve(day + ".csv.tmp");
        Files.write(next, converter.convertTo(byte[].class, whole.addAll(part).build()));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
