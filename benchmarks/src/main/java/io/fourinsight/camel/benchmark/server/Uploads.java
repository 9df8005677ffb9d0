package io.fourinsight.camel.benchmark.server;

import java.util.concurrent.atomic.AtomicInteger;

/** Says that uploads are welcome, and every file ready at once. */
final class Uploads {

    private final AtomicInteger files = new AtomicInteger();

    String ticket(String url) {
        String id = "F-" + files.incrementAndGet();
        return "{\"FileId\":\"" + id
                + "\",\"Account\":\"a\",\"SasKey\":\"sig=signature\",\"Container\":\"c\",\"Path\":\"" + id
                + "\",\"Endpoint\":\"" + url + id
                + "?sig=signature\",\"SasKeyExpirationTime\":\"2036-01-01T00:00:00Z\"}";
    }

    String status(String fileId) {
        return "{\"FileId\":\"" + fileId
                + "\",\"State\":\"Ready\",\"ProcessingState\":\"Ready\",\"StateMessage\":\"\"}";
    }

    String added(String fileId) {
        return "{\"FileId\":\"" + fileId
                + "\",\"TimeSeriesId\":\"uploaded\",\"TimeOfFirstSample\":0,\"TimeOfLastSample\":0}";
    }
}
