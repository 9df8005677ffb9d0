package io.fourinsight.camel.benchmark.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.HttpStatus;

/** A token endpoint that can be slow, grant short lifetimes and fail, and counts its requests. */
final class TokenService {

    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean down;

    /** A token for an hour, at once. */
    String grant() {
        return "{\"access_token\":\"token-" + requests.incrementAndGet()
                + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
    }

    /** A token for six seconds, to be refreshed after one, after 800 ms; refused at once when the endpoint is down. */
    Answer slowGrant() {
        int request = requests.incrementAndGet();
        if (down) {
            return Answer.status(HttpStatus.SC_SERVICE_UNAVAILABLE);
        }
        return Answer.json("{\"access_token\":\"token-" + request
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":6,\"refresh_in\":1}")
                .after(Duration.ofMillis(800));
    }

    void fail() {
        down = true;
    }

    int requests() {
        return requests.get();
    }
}
