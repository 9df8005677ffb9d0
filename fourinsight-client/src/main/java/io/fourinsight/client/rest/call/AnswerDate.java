package io.fourinsight.client.rest.call;

import java.time.Instant;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code Date} of answers (RFC 9110, section 6.6.1). All answers of one second have the same, so the last one is
 * kept and not parsed again.
 */
final class AnswerDate {

    private record Read(@Nullable String text, Optional<Instant> instant) {}

    /** One for all services: a thread that sees another's only reads its own text again. */
    private static volatile Read last = new Read(null, Optional.empty());

    private AnswerDate() {}

    /** To the second; empty if it is not a date. */
    static Optional<Instant> parse(String text) {
        Read read = last;
        if (!text.equals(read.text())) {
            read = new Read(text, Optional.ofNullable(DateUtils.parseStandardDate(text)));
            last = read;
        }
        return read.instant();
    }
}
