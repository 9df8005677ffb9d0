package io.fourinsight.camel.example.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Waits for what another process writes into a folder. */
final class FolderWatch {

    private static final long PATIENCE_SECONDS = 120;

    private FolderWatch() {}

    interface Condition {
        boolean holds() throws IOException;
    }

    /** Looks again whenever a file in the folder is made or written. */
    static void await(Path folder, Condition condition, String what) throws IOException, InterruptedException {
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            WatchKey key = Files.createDirectories(folder)
                    .register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!condition.holds()) {
                if (watch.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS) == null) {
                    throw new AssertionError(what + " has not come into " + folder);
                }
                key.pollEvents();
                key.reset();
            }
        }
    }

    /** Waits until a file is there; it has to be put there whole. */
    static Path file(Path file) throws IOException, InterruptedException {
        await(file.getParent(), () -> Files.exists(file), file.getFileName().toString());
        return file;
    }

    /** Waits until a growing text file says something. */
    static void words(Path file, String words) throws IOException, InterruptedException {
        await(
                file.getParent(),
                () -> Files.exists(file) && Files.readString(file).contains(words),
                words);
    }
}
