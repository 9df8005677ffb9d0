package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.base.ContentMd5;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.url.SignedUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** One upload in blocks; the store makes a blob of them when it gets their list. */
final class BlockUpload {

    private final BlobUpload blobs;
    private final SignedUrl endpoint;
    private final BlockList list = new BlockList();
    private long taken;

    BlockUpload(BlobUpload blobs, SignedUrl endpoint) {
        this.blobs = blobs;
        this.endpoint = endpoint;
    }

    /**
     * Sends the blocks from the current one on.
     *
     * @throws RestException if the store does not take a block, which then is the current one still
     */
    void send(UploadBlocks blocks) throws IOException {
        for (UploadBlock block = blocks.current(); !block.isEmpty(); block = blocks.current()) {
            blocks.readAhead();
            SignedUrl url = endpoint.with("comp", "block").with("blockid", list.next());
            blobs.put(url, Map.of(), block.entity(), block.md5());
            taken += block.length();
            blocks.advance();
        }
        blobs.put(endpoint.with("comp", "blocklist"), Map.of(), list.entity(), list.md5());
    }

    /** How many bytes the store has, the content of the blob or not yet. */
    long taken() {
        return taken;
    }

    /** The blocks of a blob in their order, as the store's operation <i>Put Block List</i> wants them. */
    private static final class BlockList {

        private int count;

        /** The id of one more block: base 64 of a number, for all ids of a blob must have one length. */
        String next() {
            return id(count++);
        }

        private static String id(int number) {
            return Base64.getEncoder().encodeToString("%06d".formatted(number).getBytes(StandardCharsets.US_ASCII));
        }

        /**
         * The list as XML. Blocks are named as the latest of their id, not as uncommitted ones: should the answer be lost, the
         * list is sent again, and by then they are committed.
         */
        HttpEntity entity() {
            return new ByteArrayEntity(xml(), null);
        }

        ContentMd5 md5() {
            return ContentMd5.of(xml());
        }

        private byte[] xml() {
            StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<BlockList>");
            for (int number = 0; number < count; number++) {
                xml.append("<Latest>").append(id(number)).append("</Latest>");
            }
            return xml.append("</BlockList>").toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
