package io.fourinsight.client.rest.call;

import io.fourinsight.client.rest.RestException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that is held in memory and so must not be larger than {@code maxResponseSize} allows, once it is decoded. */
final class HeldInput extends FilterInputStream {

    private final RestRequest request;
    private final long limit;
    private long left;

    HeldInput(InputStream body, RestRequest request, long limit) {
        super(body);
        this.request = request;
        this.limit = limit;
        this.left = limit;
    }

    /** Not a failure of the connection: the same answer would come again. */
    static RestException.Malformed tooLarge(RestRequest request, long limit) {
        return new RestException.Malformed(
                request.method(),
                request.uri(),
                "the answer is larger than the " + limit + " bytes that maxResponseSize allows");
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        count(skipped);
        return skipped;
    }

    private void count(long read) {
        left -= read;
        if (left < 0) {
            throw tooLarge(request, limit);
        }
    }
}
