package io.fourinsight.camel.reservoir;

import io.fourinsight.camel.rest.BlobClient;
import io.fourinsight.camel.rest.BlobRequest;
import io.fourinsight.camel.rest.Cancellation;
import io.fourinsight.camel.rest.RestException;
import io.fourinsight.camel.rest.RestResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;

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
    private final Workspace workspace;
    private final Cancellation cancellation;

    DayFiles(BlobClient blobs, DayFileCache cache, ListedDays days, Workspace workspace, Cancellation cancellation) {
        this.blobs = blobs;
        this.cache = cache;
        this.days = days;
        this.workspace = workspace;
        this.cancellation = cancellation;
    }

    /**
     * The content of a file.
     *
     * @param mostInMemory bytes, else it comes in a temporary file
     * @throws IOException naming the file and what is wrong with it
     * @throws RestException if the store answers with another status than that of success
     */
    Content get(ListedFile listed, int mostInMemory) throws IOException {
        ListedFile file = days.current(listed);
        Content cached = cache.find(file, workspace, mostInMemory);
        if (cached != null) {
            return cached;
        }
        Content content = download(file, mostInMemory);
        cache.add(file, content);
        return content;
    }

    private Content download(ListedFile file, int mostInMemory) throws IOException {
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

    private Content fetch(ListedFile file, int mostInMemory) throws IOException {
        try {
            return blobs.send(BlobRequest.get(file.endpoint()), cancellation, response -> {
                try (ContentBuffer buffer = new ContentBuffer(workspace, mostInMemory)) {
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

    private static Content received(ListedFile file, RestResponse response, ContentBuffer buffer) throws IOException {
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
        Content content = buffer.read(response.body(), response.contentLength());
        if (expected != null && !content.md5().equals(expected)) {
            content.close();
            throw new DamagedFile("is damaged: its " + content.size() + " bytes have the MD5 " + content.md5()
                    + " instead of " + expected);
        }
        return content;
    }

    private static ContentMd5 md5(RestResponse response) {
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
