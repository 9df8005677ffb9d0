package io.fourinsight.camel.session;

import java.nio.file.Path;
import java.time.Duration;

/** Tries a lock from another class loader or another process. */
public final class StoreLockTwin {
    private StoreLockTwin() {}

    /** Whether the lock could be had at once. */
    public static boolean isFree(String file) throws Exception {
        var lock = StoreLock.acquire(Path.of(file), Duration.ZERO, Waiting.REAL);
        lock.ifPresent(StoreLock::close);
        return lock.isPresent();
    }

    /** Prints it. */
    public static void main(String[] args) throws Exception {
        ChildJvm.say(Boolean.toString(isFree(args[0])));
    }
}
