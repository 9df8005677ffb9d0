package io.fourinsight.connect.source;

import io.fourinsight.client.FourInsight;
import io.fourinsight.client.plan.StableHash;
import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.rest.RestException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds which series there are to read, and names the topic of each. For one thread at a time. */
public final class SeriesDiscovery {

    private static final Logger LOG = LoggerFactory.getLogger(SeriesDiscovery.class);
    private static final int HTTP_NOT_FOUND = 404;

    private final SourceConfig config;
    private final FourInsight client;
    private final TopicPattern pattern;
    private final Map<String, String> known = new HashMap<>(); // names of series before characters are replaced

    public SeriesDiscovery(SourceConfig config, FourInsight client) {
        this.config = config;
        this.client = client;
        this.pattern = config.topic();
    }

    /**
     * What was found.
     *
     * @param topics by series
     * @param leftOut reasons, by series
     * @param gone those of them that the service does not know
     */
    public record Found(Map<String, String> topics, Map<String, String> leftOut, Set<String> gone) {

        /** Why series are left out that are there. */
        public List<String> mistakes() {
            return leftOut.entrySet().stream()
                    .filter(entry -> !gone.contains(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }

    /**
     * All series, those first that have a topic already, and otherwise in the order of their hashes.
     *
     * @throws RuntimeException if they could not be searched completely
     */
    public Found find() {
        List<String> found = new ArrayList<>(ids());
        found.sort(Comparator.<String, Boolean>comparing(id -> !known.containsKey(id))
                .thenComparing(StableHash::of)
                .thenComparing(id -> id));
        Map<String, String> raws = new LinkedHashMap<>();
        Map<String, String> leftOut = new LinkedHashMap<>();
        Set<String> gone = new HashSet<>();
        for (String id : found) {
            try {
                raws.put(id, raw(id));
            } catch (IllegalArgumentException e) {
                leftOut.put(id, String.valueOf(e.getMessage()));
            } catch (RestException.Status e) {
                if (e.status() != HTTP_NOT_FOUND) {
                    throw e;
                }
                LOG.debug("Series {} has no metadata", id, e);
                leftOut.put(id, String.valueOf(e.getMessage()));
                gone.add(id);
            }
        }
        TopicPattern.Named named = TopicPattern.named(raws);
        leftOut.putAll(named.wrong());
        known.clear();
        named.topics().keySet().forEach(id -> known.put(id, raws.get(id)));
        return new Found(named.topics(), leftOut, gone);
    }

    private String raw(String id) {
        String before = known.get(id);
        return before == null ? pattern.raw(id, pattern.needsMetadata() ? metadata(id) : Map.of()) : before;
    }

    private Collection<String> ids() {
        MetadataSearch search = config.search();
        String campaign = config.campaign();
        if (search != null) {
            return ids(client.timeSeries().search(search));
        }
        return campaign == null ? config.ids() : ids(client.campaigns().timeSeries(campaign));
    }

    /** A list of ids, objects with an id each, or something by id. */
    private static Collection<String> ids(Object found) {
        Collection<?> series = found instanceof Map<?, ?> byId ? byId.keySet() : (Collection<?>) found;
        return series.stream()
                .map(one -> one instanceof Map<?, ?>
                        ? String.valueOf(Objects.requireNonNull(field(one, "Id"), "a series of a campaign has no Id"))
                        : String.valueOf(one))
                .distinct()
                .toList();
    }

    /** The values of all metadata of a series, by name; of a name that is there twice the first. */
    private Map<String, String> metadata(String id) {
        Map<String, String> values = new HashMap<>();
        if (field(client.timeSeries().info(id), "Metadata") instanceof Collection<?> entries) {
            for (Object entry : entries) {
                if (field(entry, "Value") instanceof Map<?, ?> named) {
                    named.forEach((name, value) -> values.putIfAbsent(String.valueOf(name), String.valueOf(value)));
                }
            }
        }
        return values;
    }

    /** Services write names with small or capital letters. */
    private static @Nullable Object field(Object object, String name) {
        if (object instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (String.valueOf(entry.getKey()).toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                    return entry.getValue();
                }
            }
        }
        return null;
    }
}
