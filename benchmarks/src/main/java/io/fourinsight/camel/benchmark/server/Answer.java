package io.fourinsight.camel.benchmark.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncResponseProducer;
import org.apache.hc.core5.http.nio.support.BasicResponseProducer;

/**
 * What a request is answered.
 *
 * @param body as {@link Body#ready}, or null for none
 * @param delay how long it is held back
 */
record Answer(int status, ContentType type, ByteBuffer body, Duration delay) {

    private static final int OK = 200;

    static Answer json(ByteBuffer json) {
        return new Answer(OK, ContentType.APPLICATION_JSON, json, Duration.ZERO);
    }

    static Answer json(String json) {
        return json(Body.ready(json.getBytes(StandardCharsets.UTF_8)));
    }

    static Answer file(ByteBuffer bytes) {
        return new Answer(OK, ContentType.APPLICATION_OCTET_STREAM, bytes, Duration.ZERO);
    }

    static Answer status(int status) {
        return new Answer(status, null, null, Duration.ZERO);
    }

    Answer after(Duration time) {
        return new Answer(status, type, body, time);
    }

    AsyncResponseProducer response() {
        return new BasicResponseProducer(status, body == null ? null : new Body(body, type));
    }
}
