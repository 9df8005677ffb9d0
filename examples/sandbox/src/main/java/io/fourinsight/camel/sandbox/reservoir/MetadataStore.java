package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.http.Refusal;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** The metadata that there is, and to which series it is attached. */
final class MetadataStore {

    private final Map<String, Metadata> entries = new LinkedHashMap<>();
    private final Map<String, Set<String>> attached = new LinkedHashMap<>();
    private final Clock clock;

    MetadataStore(Clock clock) {
        this.clock = clock;
    }

    /**
     * Adds an entry, or gives the one of its name other values, in place of all it had.
     *
     * @throws Refusal if it is there and shall not be overwritten
     */
    synchronized Metadata put(String namespace, String key, Map<String, Object> value, boolean overwrite) {
        Optional<Metadata> present = find(namespace, key);
        if (present.isPresent() && !overwrite) {
            throw Refusal.of(409, "Conflict", "There is metadata %s, %s already.".formatted(namespace, key));
        }
        String id = present.map(Metadata::id).orElseGet(() -> UUID.randomUUID().toString());
        Metadata entry = new Metadata(id, namespace, key, value, clock.instant());
        entries.put(id, entry);
        return entry;
    }

    synchronized Optional<Metadata> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    synchronized Optional<Metadata> find(String namespace, String key) {
        return select(entry ->
                        entry.namespace().equals(namespace) && entry.key().equals(key))
                .stream()
                .findFirst();
    }

    synchronized List<Metadata> select(Predicate<Metadata> wanted) {
        return entries.values().stream().filter(wanted).toList();
    }

    /** Removes an entry, also from all series. */
    synchronized void remove(String id) {
        check(List.of(id));
        entries.remove(id);
        attached.values().forEach(ids -> ids.remove(id));
    }

    /** Attaches all of these, or, if one is unknown, none. */
    synchronized void attach(String seriesId, Collection<String> ids) {
        check(ids);
        attached.computeIfAbsent(seriesId, added -> new LinkedHashSet<>()).addAll(ids);
    }

    /** Detaches all of these; those that are not attached do not matter. */
    synchronized void detach(String seriesId, Collection<String> ids) {
        attached.getOrDefault(seriesId, new LinkedHashSet<>()).removeAll(ids);
    }

    synchronized void forgetSeries(String seriesId) {
        attached.remove(seriesId);
    }

    synchronized List<Metadata> of(String seriesId) {
        return attached.getOrDefault(seriesId, Set.of()).stream()
                .map(entries::get)
                .toList();
    }

    /** The series with metadata of this kind, each with that metadata. */
    synchronized Map<String, List<Metadata>> seriesWith(Predicate<Metadata> wanted) {
        Map<String, List<Metadata>> found = new LinkedHashMap<>();
        attached.keySet().forEach(seriesId -> {
            List<Metadata> matching = of(seriesId).stream().filter(wanted).toList();
            if (!matching.isEmpty()) {
                found.put(seriesId, matching);
            }
        });
        return found;
    }

    private void check(Collection<String> ids) {
        for (String id : ids) {
            if (!entries.containsKey(id)) {
                throw Refusal.notFound("There is no metadata %s.".formatted(id));
            }
        }
    }
}
