package io.fourinsight.camel.sandbox.blob;

import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs and blocks by the path of their blob, which begins with its container. */
public final class BlobStore implements AutoCloseable {

    /**
     * A blob under its path.
     *
     * @param etag another one after each write
     */
    record Entry(Blob blob, String etag, Instant lastModified) {}

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Blob>> uncommitted = new HashMap<>();
    private final Map<String, Map<String, Blob>> committed = new HashMap<>();
    private final BlobDirectory directory = new BlobDirectory();
    private final Clock clock;
    private long writes;

    public BlobStore(Clock clock) {
        this.clock = clock;
    }

    public Optional<Blob> blob(String path) {
        return entry(path).map(Entry::blob);
    }

    /** Adds a blob, unless the path has one. */
    public void putIfAbsent(String path, Blob blob) {
        if (!entries.containsKey(path)) {
            put(path, blob);
        }
    }

    Optional<Entry> entry(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    /** Keeps the bytes of an upload, under no path yet. */
    Blob receive(InputStream stream) {
        return directory.store(stream);
    }

    /** Adds or replaces a blob, and drops its blocks. */
    synchronized Entry put(String path, Blob blob) {
        uncommitted.remove(path);
        committed.remove(path);
        return enter(path, blob);
    }

    /**
     * Adds or replaces a block that waits for its list.
     *
     * @return whether its id is as long as those of the other blocks
     */
    synchronized boolean putBlock(String path, String id, Blob block) {
        Map<String, Blob> blocks = uncommitted.computeIfAbsent(path, added -> new HashMap<>());
        boolean fits = blocks.keySet().stream().allMatch(other -> other.length() == id.length());
        if (fits) {
            blocks.put(id, block);
        }
        return fits;
    }

    /** Makes a blob of blocks; empty if one of them is not there. */
    synchronized Optional<Entry> putBlockList(String path, List<BlockReference> list) {
        Map<String, Blob> waiting = uncommitted.getOrDefault(path, Map.of());
        Map<String, Blob> present = committed.getOrDefault(path, Map.of());
        Map<String, Blob> used = new LinkedHashMap<>();
        List<Blob> parts = new ArrayList<>();
        for (BlockReference reference : list) {
            Optional<Blob> block = reference.find(waiting, present);
            if (block.isEmpty()) {
                return Optional.empty();
            }
            used.put(reference.id(), block.get());
            parts.add(block.get());
        }
        uncommitted.remove(path);
        committed.put(path, used);
        return Optional.of(enter(path, new JoinedBlob(parts)));
    }

    @Override
    public void close() {
        directory.close();
    }

    private synchronized Entry enter(String path, Blob blob) {
        Entry entry = new Entry(blob, "\"0x%016X\"".formatted(++writes), clock.instant());
        entries.put(path, entry);
        return entry;
    }
}
