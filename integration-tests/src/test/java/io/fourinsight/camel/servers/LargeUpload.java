package io.fourinsight.camel.servers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Samples of one day that fill two blocks of an upload and begin a third. */
final class LargeUpload {

    static final long DAY = 20_513;

    /** A connection that is cut after so many bytes of a whole upload is cut in the second block's worth of them. */
    static final int MIDDLE = 6_000_000;

    static final String CSV = csv();

    private LargeUpload() {}

    private static String csv() {
        long first = DAY * 86_400_000_000_000L;
        StringBuilder csv = new StringBuilder();
        for (int sample = 0; csv.length() < 9_000_000; sample++) {
            csv.append(first + sample).append(",1.0\n");
        }
        return csv.toString();
    }

    /** Of known length and readable again: it goes in one request. */
    static Path file(Path folder) throws IOException {
        return Files.writeString(folder.resolve("large.csv"), CSV);
    }

    /** Of unknown length: it goes in blocks. */
    static InputStream stream() {
        return new ByteArrayInputStream(CSV.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether that, not a byte more or less, is the content of a blob. */
    static boolean isIn(AzuriteContainer container, String path) throws IOException {
        return CSV.equals(new String(container.content(path), StandardCharsets.UTF_8));
    }
}
