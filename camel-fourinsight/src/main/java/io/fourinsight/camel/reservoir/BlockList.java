package io.fourinsight.camel.reservoir;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** The blocks of a blob in their order, as the store's operation <i>Put Block List</i> wants them. */
final class BlockList {

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
