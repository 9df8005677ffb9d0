package io.fourinsight.camel.benchmark.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A token endpoint that can be slow, grant short lifetimes and fail, and counts its requests. */
final class TokenService {

    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean down;

    /** A token for an hour, at once. */
    String grant() {
        return "{\"access_token\":\"token-" + requests.incrementAndGet()
                + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
    }

    /** A token for six seconds, to be refreshed after one, after 800 ms; null when the endpoint is down. */
    String slowGrant() throws InterruptedException {
        int request = requests.incrementAndGet();
        if (down) {
            return null;
        }
        TimeUnit.MILLISECONDS.sleep(800);
        return "{\"access_token\":\"token-" + request
                + "\",\"token_type\":\"Bearer\",\"expires_in\":6,\"refresh_in\":1}";
    }

    void fail() {
        down = true;
    }

    int requests() {
        return requests.get();
    }
}
