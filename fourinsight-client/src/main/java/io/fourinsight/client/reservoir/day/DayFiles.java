package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.base.ContentMd5;
import io.fourinsight.client.base.Work;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.BlobClient;
import io.fourinsight.client.rest.call.BlobRequest;
import io.fourinsight.client.rest.call.Cancellation;
import io.fourinsight.client.rest.call.RestResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Gets the files of one reading, whole and unchanged: from the cache or else from their store.
 *
 * <p>An encoded file is refused: what the reservoir vouches for with its MD5 is the bytes as they are stored, and those
 * are to be CSV.
 */
final class DayFiles {

    private final BlobClient blobs;
    private final DayFileCache cache;
    private final ListedDays days;
    private final SpoolBudget workspace;
    private final Cancellation cancellation;
    private final Work work;

    DayFiles(
            BlobClient blobs,
            DayFileCache cache,
            ListedDays days,
            SpoolBudget workspace,
            Cancellation cancellation,
            Work work) {
        this.blobs = blobs;
        this.cache = cache;
        this.days = days;
        this.workspace = workspace;
        this.cancellation = cancellation;
        this.work = work;
    }

    /**
     * The content of a file.
     *
     * @param mostInMemory bytes, else it comes in a temporary file
     * @throws IOException naming the file and what is wrong with it
     * @throws RestException if the store answers with another status than that of success
     */
    SpooledContent get(ListedFile listed, int mostInMemory) throws IOException {
        ListedFile file = days.current(listed);
        SpooledContent cached = cache.find(file, workspace, mostInMemory);
        if (cache.isKept()) {
            work.observer().cacheLookup(cached != null);
        }
        if (cached != null) {
            return cached;
        }
        SpooledContent content = download(file, mostInMemory);
        work.addBytes(content.size());
        cache.add(file, content);
        return content;
    }

    private SpooledContent download(ListedFile file, int mostInMemory) throws IOException {
        try {
            return fetch(file, mostInMemory);
        } catch (RestException.Status e) {
            if (e.status() != HttpStatus.SC_FORBIDDEN) {
                throw e;
            }
            // Whatever the store's reason: a signature that ended, or a key that was changed. A new one may help, once.
            return fetch(days.renewed(file, cancellation), mostInMemory);
        }
    }

    private SpooledContent fetch(ListedFile file, int mostInMemory) throws IOException {
        try {
            return blobs.send(BlobRequest.get(file.endpoint()), cancellation, response -> {
                try (Spooler buffer = new Spooler(workspace, mostInMemory)) {
                    return received(file, response, buffer);
                }
            });
        } catch (RestException.Transport e) {
            String message = "Day file " + file.name() + " did not arrive: " + e.getMessage();
            throw e.getCause() instanceof InterruptedIOException
                    ? (IOException) new InterruptedIOException(message).initCause(e)
                    : new IOException(message, e);
        } catch (DamagedFile e) {
            throw new IOException("Day file " + file.name() + " " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw new IOException(
                    "Day file " + file.name() + " cannot be kept in a temporary file: " + e.getMessage(), e.getCause());
        }
    }

    private static SpooledContent received(ListedFile file, RestResponse response, Spooler buffer) throws IOException {
        if (response.status() != HttpStatus.SC_OK) {
            // a part (206) or nothing (204) of what was asked for
            throw new DamagedFile("came with the status " + response.status() + ", not " + HttpStatus.SC_OK);
        }
        String encoding = response.header(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
            throw new DamagedFile("has the Content-Encoding '" + encoding + "', only plain CSV can be read");
        }
        ContentMd5 expected = file.md5() == null ? md5(response) : file.md5();
        if (expected == null && !response.hasKnownEnd()) {
            throw new DamagedFile("came with neither a length nor an MD5, it cannot be told whether it is whole");
        }
        SpooledContent content = buffer.read(response.body(), response.contentLength());
        if (expected != null && !content.md5().equals(expected)) {
            content.close();
            throw new DamagedFile("is damaged: its " + content.size() + " bytes have the MD5 " + content.md5()
                    + " instead of " + expected);
        }
        return content;
    }

    private static @Nullable ContentMd5 md5(RestResponse response) {
        String header = response.header(HttpHeaders.CONTENT_MD5);
        try {
            return header == null ? null : ContentMd5.parse(header);
        } catch (IllegalArgumentException e) {
            throw new DamagedFile("has a Content-MD5 that is none: " + e.getMessage());
        }
    }

    /** Unchecked, so that it is not taken for a connection that broke off, and asked for again. */
    private static final class DamagedFile extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DamagedFile(String message) {
            super(message, null, false, false);
        }
    }
}
