package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.base.ContentMd5;
import io.fourinsight.client.rest.url.SignedUrl;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One file of one day as the reservoir lists it.
 *
 * @param day days since the epoch
 * @param fileId the upload that it came with, or null if the reservoir does not say
 * @param versionId another one each time that the store takes in a content, or null if the reservoir does not say
 * @param container where the store keeps it, or null if the reservoir does not say
 * @param path its name there
 * @param endpoint where to get it, with a signature that is soon no longer good
 * @param md5 of its content, or null if the reservoir does not say
 * @param expiry when the signature ends, or null if the reservoir does not say
 */
public record ListedFile(
        long day,
        @Nullable String fileId,
        @Nullable String versionId,
        @Nullable String container,
        String path,
        SignedUrl endpoint,
        @Nullable ContentMd5 md5,
        @Nullable Instant expiry) {

    /** What errors call it. */
    String name() {
        return container == null ? path : container + "/" + path;
    }

    /**
     * A text that is another one once the content is, and the same in each listing until then.
     *
     * <p>All that the reservoir says of the content is in it, for it need not say everything. A change too many makes a day
     * be read again; one too few would lose samples.
     */
    public String version() {
        return Stream.of(name(), fileId, versionId, md5)
                .map(part -> part == null ? "" : part.toString())
                .collect(Collectors.joining("|"));
    }

    /** Whether both are the same file, listed at different times. */
    boolean isSameAs(ListedFile other) {
        return day == other.day
                && path.equals(other.path)
                && (fileId == null ? other.fileId == null : fileId.equals(other.fileId));
    }
}
