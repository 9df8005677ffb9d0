package io.fourinsight.camel.benchmark.baseline;

import io.fourinsight.camel.benchmark.server.Series;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** All day files of a series, one after the other, by an HttpClient 5 as it comes. */
public record PlainDownload(String server, Series series) {

    public void toNowhere() throws IOException {
        to(OutputStream.nullOutputStream());
    }

    /** @return how many bytes came */
    public long to(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            to(out);
        }
        return Files.size(file);
    }

    private void to(OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            for (int file = 0; file < series.days() * series.filesPerDay(); file++) {
                HttpGet request = new HttpGet(server + "/blobs/" + series.id() + "/" + file);
                client.execute(request, response -> {
                    InputStream body = response.getEntity().getContent();
                    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                        out.write(buffer, 0, read);
                    }
                    return null;
                });
            }
        }
    }
}
