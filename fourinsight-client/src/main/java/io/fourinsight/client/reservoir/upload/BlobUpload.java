package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.base.ContentMd5;
import io.fourinsight.client.base.Work;
import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.BlobClient;
import io.fourinsight.client.rest.call.BlobRequest;
import io.fourinsight.client.rest.call.Cancellation;
import io.fourinsight.client.rest.call.RestResponse;
import io.fourinsight.client.rest.url.SignedUrl;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Puts samples into a blob without holding their CSV in memory, each request with an MD5 that the store checks.
 *
 * <p>What fits into one block goes in one request, and so does CSV that can be read twice: its first reading gives length
 * and MD5, and finds bad lines before anything is asked of anybody. All else goes in blocks, so that samples are written
 * as CSV only once.
 */
final class BlobUpload {

    /**
     * @param block bytes of a block, of which a store takes 50,000
     * @param largestPut bytes that a store takes in one request
     */
    record Sizes(int block, long largestPut) {
        static final Sizes AZURE = new Sizes(4 * 1024 * 1024, 5000L * 1024 * 1024);
    }

    private static final Map<String, String> BLOCK_BLOB = Map.of("x-ms-blob-type", "BlockBlob");

    private final BlobClient blobs;
    private final Sizes sizes;
    private final Executor executor;
    private final Cancellation cancellation;
    private final Work work;

    /**
     * @param executor where a block is read while the one before it is sent
     * @param cancellation ends the requests
     * @param work counts the bytes that are sent
     */
    BlobUpload(BlobClient blobs, Sizes sizes, Executor executor, Cancellation cancellation, Work work) {
        this.blobs = blobs;
        this.sizes = sizes;
        this.executor = executor;
        this.cancellation = cancellation;
        this.work = work;
    }

    /**
     * The ticket of the file whose blob holds the samples, or null if there are none; then no ticket was asked for.
     *
     * @param tickets asked for a second one if the store refuses the first and the samples can still be sent from their
     *     beginning
     * @throws MalformedCsvException naming the first line or sample that is wrong
     * @throws IOException if the samples cannot be read
     * @throws RestException if the store does not take them
     */
    @Nullable
    UploadTicket put(UploadCsv csv, Supplier<UploadTicket> tickets) throws IOException {
        UploadBlock block = new UploadBlock(sizes.block());
        try (InputStream stream = csv.stream()) {
            block.fill(stream);
            if (block.isEmpty()) {
                return null;
            }
            if (!block.isFull()) {
                return whole(block.entity(), block.md5(), tickets);
            }
            if (!csv.isRepeatable() || !csv.isCsv()) {
                return blocks(csv, block, stream, tickets);
            }
            MessageDigest digest = ContentMd5.newDigest();
            long length = measure(block, stream, digest);
            if (length <= sizes.largestPut()) {
                work.expectBytes(length);
                return whole(new UploadEntity(csv, length, work), ContentMd5.of(digest), tickets);
            }
        }
        try (InputStream stream = csv.stream()) {
            block.fill(stream);
            return blocks(csv, block, stream, tickets);
        }
    }

    /** Reads to the end. */
    private static long measure(UploadBlock block, InputStream stream, MessageDigest digest) throws IOException {
        long length = 0;
        while (!block.isEmpty()) {
            length += block.length();
            block.addTo(digest);
            block.fill(stream);
        }
        return length;
    }

    private UploadTicket whole(HttpEntity entity, ContentMd5 md5, Supplier<UploadTicket> tickets) {
        UploadTicket ticket = tickets.get();
        try {
            put(ticket.endpoint(), BLOCK_BLOB, entity, md5);
            return ticket;
        } catch (RestException.Status e) {
            requireForbidden(e);
        }
        UploadTicket second = tickets.get();
        put(second.endpoint(), BLOCK_BLOB, entity, md5);
        return second;
    }

    private UploadTicket blocks(UploadCsv csv, UploadBlock first, InputStream stream, Supplier<UploadTicket> tickets)
            throws IOException {
        UploadTicket ticket = tickets.get();
        BlockUpload upload = new BlockUpload(this, ticket.endpoint());
        UploadBlocks blocks = new UploadBlocks(first, stream, executor);
        try {
            upload.send(blocks);
            return ticket;
        } catch (RestException.Status e) {
            requireForbidden(e);
            if (upload.taken() > 0 && !csv.isRepeatable()) {
                throw refused(upload.taken(), e);
            }
            return again(csv, upload.taken() == 0 ? blocks : null, tickets.get());
        } finally {
            blocks.end();
        }
    }

    /** @param untouched blocks of which none was taken; else null */
    private UploadTicket again(UploadCsv csv, @Nullable UploadBlocks untouched, UploadTicket ticket)
            throws IOException {
        BlockUpload upload = new BlockUpload(this, ticket.endpoint());
        if (untouched != null) {
            upload.send(untouched);
            return ticket;
        }
        try (InputStream anew = csv.stream()) {
            UploadBlock first = new UploadBlock(sizes.block());
            first.fill(anew);
            UploadBlocks blocks = new UploadBlocks(first, anew, executor);
            try {
                upload.send(blocks);
                return ticket;
            } finally {
                blocks.end();
            }
        }
    }

    /** Whatever the store's reason: a signature that ended, or a key that was changed. A new ticket may help, once. */
    private static void requireForbidden(RestException.Status e) {
        if (e.status() != HttpStatus.SC_FORBIDDEN) {
            throw e;
        }
    }

    /** What the store has taken is of no use with another ticket, and gone here. */
    private static IOException refused(long taken, RestException.Status e) {
        return new IOException(
                "The store no longer accepts the signature of the upload, after " + taken
                        + " bytes of samples that can be"
                        + " read only once; from a file or a stream cache the upload would begin anew",
                e);
    }

    void put(SignedUrl url, Map<String, String> headers, HttpEntity entity, ContentMd5 md5) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(HttpHeaders.CONTENT_MD5, md5.base64());
        blobs.send(BlobRequest.put(url, all, entity), cancellation, RestResponse::status);
        if (!(entity instanceof UploadEntity)) { // which counts while it is written
            work.addBytes(entity.getContentLength());
        }
    }
}
