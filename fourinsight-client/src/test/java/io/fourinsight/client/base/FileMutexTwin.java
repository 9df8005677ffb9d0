package io.fourinsight.client.base;

import io.fourinsight.client.testing.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;

/** Tries a lock from another class loader or another process. */
public final class FileMutexTwin {
    private FileMutexTwin() {}

    /** Whether the lock could be had at once. */
    public static boolean isFree(String file) throws Exception {
        var lock = FileMutex.acquire(Path.of(file), Duration.ZERO, Waiting.REAL);
        lock.ifPresent(FileMutex::close);
        return lock.isPresent();
    }

    /** Prints it. */
    public static void main(String[] args) throws Exception {
        ChildJvm.say(Boolean.toString(isFree(args[0])));
    }
}
