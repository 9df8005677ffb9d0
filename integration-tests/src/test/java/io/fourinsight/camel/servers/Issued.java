package io.fourinsight.camel.servers;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The signature that a reservoir gives out for a blob. */
enum Issued {
    GOOD,
    EXPIRED,
    /** One character was changed. */
    TAMPERED,
    OF_ANOTHER_BLOB,
    /** To write what is to be read, and the reverse. */
    WITH_OTHER_PERMISSIONS;

    private static final Instant NOW = Instant.now();

    String signature(String container, String path, String permissions) {
        Instant end = NOW.plus(1, ChronoUnit.HOURS);
        String good = AccessSignature.ofBlob(container, path, permissions, end);
        return switch (this) {
            case GOOD -> good;
            case EXPIRED -> AccessSignature.ofBlob(container, path, permissions, NOW.minus(1, ChronoUnit.HOURS));
            case TAMPERED -> {
                int first = good.indexOf("sig=") + 4;
                yield good.substring(0, first) + (good.charAt(first) == 'A' ? 'B' : 'A') + good.substring(first + 1);
            }
            case OF_ANOTHER_BLOB -> AccessSignature.ofBlob(container, path + "-", permissions, end);
            case WITH_OTHER_PERMISSIONS ->
                AccessSignature.ofBlob(container, path, permissions.equals("r") ? "cw" : "r", end);
        };
    }
}
