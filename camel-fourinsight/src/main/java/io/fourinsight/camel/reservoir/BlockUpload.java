package io.fourinsight.camel.reservoir;

import io.fourinsight.camel.rest.RestException;
import io.fourinsight.camel.rest.SignedUrl;
import java.io.IOException;
import java.util.Map;

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
}
