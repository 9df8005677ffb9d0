package io.fourinsight.connect.sink;

import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A record that holds no samples of a series; the message says why. */
final class BadRecordException extends DataException {

    private static final long serialVersionUID = 1L;

    BadRecordException(String reason) {
        super(reason);
    }

    BadRecordException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
