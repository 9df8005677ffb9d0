package io.fourinsight.camel.reservoir;

import io.fourinsight.camel.rest.SignedUrl;
import java.time.Instant;

/**
 * One file of one day as the reservoir lists it.
 *
 * @param day days since the epoch
 * @param fileId the upload that it came with
 * @param container where the store keeps it
 * @param path its name there
 * @param endpoint where to get it, with a signature that is soon no longer good
 * @param md5 of its content, or null if the reservoir does not say
 * @param expiry when the signature ends, or null if the reservoir does not say
 */
record ListedFile(
        long day, String fileId, String container, String path, SignedUrl endpoint, ContentMd5 md5, Instant expiry) {

    /** What errors call it. */
    String name() {
        return container == null ? path : container + "/" + path;
    }

    /** Whether both are the same file, listed at different times. */
    boolean isSameAs(ListedFile other) {
        return day == other.day
                && path.equals(other.path)
                && (fileId == null ? other.fileId == null : fileId.equals(other.fileId));
    }
}
