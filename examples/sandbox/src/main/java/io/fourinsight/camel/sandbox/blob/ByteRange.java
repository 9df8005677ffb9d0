package io.fourinsight.camel.sandbox.blob;

import io.fourinsight.camel.sandbox.http.Request;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of a blob that a request asks for. */
record ByteRange(long from, long length) {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");

    /** The range of a request, if it has one of the form that Azure reads; another form counts as none. */
    static Optional<ByteRange> of(Request request, long size) {
        Matcher matcher = RANGE.matcher(
                request.header("x-ms-range").or(() -> request.header("Range")).orElse(""));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long from = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(matcher.group(2)), size - 1);
        if (from >= size || last < from) {
            throw BlobError.of(416, "InvalidRange", "The range is not inside the blob.");
        }
        return Optional.of(new ByteRange(from, last - from + 1));
    }

    String contentRange(long size) {
        return "bytes %d-%d/%d".formatted(from, from + length - 1, size);
    }
}
