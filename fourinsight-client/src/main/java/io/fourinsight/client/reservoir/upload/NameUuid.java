package io.fourinsight.client.reservoir.upload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/** Makes UUIDs of names, version 5 of RFC 9562, which are the same for the same names everywhere and for ever. */
final class NameUuid {

    /** Chosen at random once. With another one every series would be made again. */
    private static final UUID NAMESPACE = UUID.fromString("0f6b9d1e-53c8-4a27-b1d4-7e2a90c65f38");

    private NameUuid() {}

    /** Each name counts with its length in bytes before it, so that no two lists of names are the same bytes. */
    static UUID of(List<String> names) {
        MessageDigest sha1 = sha1();
        sha1.update(bytes(NAMESPACE));
        for (String name : names) {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            sha1.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
            sha1.update(utf8);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha1.digest());
        long high = digest.getLong() & ~0xf000L | 0x5000L;
        long low = digest.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
