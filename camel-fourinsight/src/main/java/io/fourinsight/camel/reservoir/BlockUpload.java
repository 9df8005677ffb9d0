package io.fourinsight.camel.reservoir;

import io.fourinsight.camel.rest.RestException;
import io.fourinsight.camel.rest.SignedUrl;
import java.io.IOException;
import java.io.InputStream;
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
     * Sends the block, then what the stream still has.
     *
     * @throws RestException if the store does not take a block, which then is the one in memory
     */
    void send(UploadBlock block, InputStream rest) throws IOException {
        while (!block.isEmpty()) {
            SignedUrl url = endpoint.with("comp", "block").with("blockid", list.next());
            blobs.put(url, Map.of(), block.entity(), block.md5());
            taken += block.length();
            block.fill(rest);
        }
        blobs.put(endpoint.with("comp", "blocklist"), Map.of(), list.entity(), list.md5());
    }

    /** How many bytes the store has, the content of the blob or not yet. */
    long taken() {
        return taken;
    }
}
