package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.live.LiveSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the series of the sandbox are called, for people and for searches. */
public final class SeriesCatalogue {

    /** The namespace of the metadata of the series that follow the clock. */
    public static final String NAMESPACE = "sandbox";

    /** @param kind such as {@code water level}; {@code series} for what came while the sandbox ran */
    public record About(String name, String kind, String unit) {}

    /** A series and where it begins and ends, if it has samples. */
    public record Entry(String id, About about, Optional<Instant> first, Optional<Instant> last) {}

    private static final Map<String, About> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put(SeriesSeed.STAVANGER, new About("Water level at Stavanger", "water level", "m"));
        KNOWN.put(SeriesSeed.BERGEN, new About("Water level at Bergen", "water level", "m"));
        KNOWN.put(SeriesSeed.KRISTIANSUND, new About("Water level at Kristiansund", "water level", "m"));
        for (LiveSeries live : LiveSeries.values()) {
            KNOWN.put(live.id(), new About(live.title(), live.kind(), live.unit()));
        }
        KNOWN.put(SeriesSeed.WAVE_HEIGHT, new About("Significant wave height, 2026", "waves", "m"));
        KNOWN.put(SeriesSeed.WAVE_PERIOD, new About("Wave peak period, 2026", "waves", "s"));
        KNOWN.put(SeriesSeed.ACCELERATION_X, new About("Acceleration x, June 2026", "acceleration", "m/s²"));
        KNOWN.put(SeriesSeed.ACCELERATION_Y, new About("Acceleration y, June 2026", "acceleration", "m/s²"));
        KNOWN.put(SeriesSeed.ACCELERATION_Z, new About("Acceleration z, June 2026", "acceleration", "m/s²"));
        KNOWN.put(SeriesSeed.STATUS_TEXT, new About("Status of the rig", "text", ""));
        KNOWN.put(SeriesSeed.FLAG, new About("Connected", "flag", ""));
        KNOWN.put(SeriesSeed.OLD, new About("Wave height, too old for aggregates", "waves", "m"));
        KNOWN.put(SeriesSeed.EMPTY, new About("Nothing yet", "empty", ""));
    }

    private static final List<String> ORDER = List.copyOf(KNOWN.keySet());

    /** Those of users first, by their ids, for they are being worked on. */
    public static final Comparator<String> BY_INTEREST =
            Comparator.<String>comparingInt(ORDER::indexOf).thenComparing(Comparator.naturalOrder());

    private SeriesCatalogue() {}

    /** The name of a series with its unit; of one that came while the sandbox ran, its id. */
    public static String title(String id) {
        About about = about(id);
        return about.unit().isEmpty() ? about.name() : about.name() + " (" + about.unit() + ")";
    }

    private static About about(String id) {
        return KNOWN.getOrDefault(id, new About(id, "series", ""));
    }

    /** Those known by name first, the others by their ids. */
    public static List<Entry> of(SeriesStore store) {
        Set<String> present = store.ids();
        Set<String> ids = new LinkedHashSet<>(KNOWN.keySet());
        ids.retainAll(present);
        ids.addAll(present);
        List<Entry> entries = new ArrayList<>();
        for (String id : ids) {
            Series series = store.get(id);
            boolean empty = series.lastTimestamp() < series.firstTimestamp();
            entries.add(new Entry(
                    id,
                    about(id),
                    empty ? Optional.empty() : Optional.of(Instant.ofEpochSecond(0, series.firstTimestamp())),
                    empty ? Optional.empty() : Optional.of(Instant.ofEpochSecond(0, series.lastTimestamp()))));
        }
        return entries;
    }

    /** Gives each series that follows the clock metadata to find it by. */
    static void describe(MetadataStore metadata) {
        for (LiveSeries live : LiveSeries.values()) {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("name", live.title());
            value.put("kind", live.kind());
            value.put("unit", live.unit());
            Metadata entry = metadata.put(NAMESPACE, live.key(), value, false);
            metadata.attach(live.id(), List.of(entry.id()));
        }
    }
}
