package io.fourinsight.camel.benchmark.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The day files of one series, made once and kept in memory, so that serving them costs no more than sending them. */
final class DayStore {

    private final List<ByteBuffer> files;
    private final ByteBuffer listing;

    private DayStore(List<ByteBuffer> files, ByteBuffer listing) {
        this.files = files;
        this.listing = listing;
    }

    /** @param url where the files are: their number is added to it */
    static DayStore of(Series series, String url) {
        List<ByteBuffer> files = new ArrayList<>();
        byte[] first = DayCsv.head(DayCsv.of(DayCsv.FIRST_DAY, 0, series.form()), series.linesPerFile());
        StringBuilder json = new StringBuilder("{\"Files\":[");
        for (int file = 0; file < series.filesPerDay(); file++) {
            json.append(file == 0 ? "" : ",")
                    .append("{\"FileId\":\"F-")
                    .append(file)
                    .append("\",\"Chunks\":[");
            for (int day = 0; day < series.days(); day++) {
                byte[] csv = csv(series, day, file, first);
                json.append(day == 0 ? "" : ",").append(chunk(url + files.size(), DayCsv.FIRST_DAY + day, csv));
                files.add(Body.ready(csv));
            }
            json.append("]}");
        }
        return new DayStore(files, Body.ready(json.append("]}").toString().getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] csv(Series series, int day, int file, byte[] first) {
        return series.isRepeating()
                ? DayCsv.moved(first, DayCsv.FIRST_DAY + day)
                : DayCsv.of(DayCsv.FIRST_DAY + day, file, series.form());
    }

    static String chunk(String url, int day, byte[] csv) {
        return "{\"Account\":\"a\",\"SasKeyExpirationTime\":\"2036-01-01T00:00:00Z\",\"Container\":\"c\",\"Path\":\""
                + day
                + ".csv\",\"Endpoint\":\"" + url + "?sig=signature\",\"ContentMd5\":\"" + md5(csv)
                + "\",\"DaysSinceEpoch\":" + day + "}";
    }

    private static String md5(byte[] csv) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(csv));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    ByteBuffer listing() {
        return listing;
    }

    ByteBuffer file(int number) {
        return files.get(number);
    }
}
