package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.base.Work;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** Samples that are read anew for each attempt to send them, their length being known from an earlier reading. */
final class UploadEntity extends AbstractHttpEntity {

    private static final int BUFFER = 64 * 1024;

    private final UploadCsv csv;
    private final long length;
    private final Work work;

    UploadEntity(UploadCsv csv, long length, Work work) {
        super((String) null, null);
        this.csv = csv;
        this.length = length;
        this.work = work;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public InputStream getContent() throws IOException {
        return csv.stream();
    }

    /**
     * Writes as many bytes as were announced. What a file has been given since does not belong to this upload; should the
     * bytes themselves have changed, the store finds that their MD5 has, too.
     */
    @Override
    public void writeTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream stream = csv.stream()) {
            long left = length;
            while (left > 0) {
                int read = stream.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("the samples became fewer while they were uploaded");
                }
                out.write(buffer, 0, read);
                left -= read;
                work.addBytes(read);
            }
        }
    }

    @Override
    public void close() {
        // each attempt closes what it opened
    }
}
