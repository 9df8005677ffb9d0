package io.fourinsight.camel.benchmark.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Takes uploads, counts their bytes and forgets them; every file is ready at once. */
final class Uploads {

    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    String ticket(String url) {
        String id = "F-" + files.incrementAndGet();
        return "{\"FileId\":\"" + id
                + "\",\"Account\":\"a\",\"SasKey\":\"sig=signature\",\"Container\":\"c\",\"Path\":\"" + id
                + "\",\"Endpoint\":\"" + url + id
                + "?sig=signature\",\"SasKeyExpirationTime\":\"2036-01-01T00:00:00Z\"}";
    }

    void take(InputStream body) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            bytes.addAndGet(read);
        }
    }

    String status(String fileId) {
        return "{\"FileId\":\"" + fileId
                + "\",\"State\":\"Ready\",\"ProcessingState\":\"Ready\",\"StateMessage\":\"\"}";
    }

    String added(String fileId) {
        return "{\"FileId\":\"" + fileId
                + "\",\"TimeSeriesId\":\"uploaded\",\"TimeOfFirstSample\":0,\"TimeOfLastSample\":0}";
    }

    long bytes() {
        return bytes.get();
    }
}
