package io.fourinsight.camel.session;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

/**
 * By what a changed file is recognised without being read.
 *
 * @param key inode and device, or null where files have none: a file that was replaced is another one
 */
record FileStamp(FileTime modified, long size, Object key) {
    /** As coarse as the clocks of file systems get. */
    private static final long COARSEST = Duration.ofSeconds(2).toMillis();

    static FileStamp of(BasicFileAttributes attributes) {
        return new FileStamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    /** Whether a later change would surely show: one in the same tick of the file system's clock would not. */
    boolean isSettled(long now) {
        return now - modified.toMillis() > COARSEST;
    }
}
