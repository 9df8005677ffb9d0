package io.fourinsight.connect.sink;

import io.fourinsight.client.reservoir.MetadataConflictException;
import io.fourinsight.client.reservoir.VerificationException;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.session.SessionException;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of an upload, and why. */
record Outcome(Kind kind, @Nullable Throwable cause) {

    enum Kind {
        /** The file is part of its series. */
        WRITTEN,
        /** The file is in no series, since nobody wants it any more. */
        CANCELLED,
        /** It may succeed another time. */
        DELAYED,
        /** It will never succeed: the reservoir does not take these samples, or not there. */
        REFUSED,
        /** The token endpoint does not know the credentials. */
        UNKNOWN_CREDENTIALS,
        /** A defect of this program. */
        BROKEN
    }

    static final Outcome WRITTEN = new Outcome(Kind.WRITTEN, null);
    static final Outcome CANCELLED = new Outcome(Kind.CANCELLED, null);

    /** @param series whether the series was asked for when it failed: before, a 404 is about what was uploaded */
    static Outcome of(Exception failure, boolean series) {
        return new Outcome(kind(failure, series), failure);
    }

    private static Kind kind(Exception failure, boolean series) {
        if (failure instanceof RestException.Status status) {
            return isFinal(status.status(), series) ? Kind.REFUSED : Kind.DELAYED;
        }
        if (failure instanceof SessionException) {
            return failure instanceof SessionException.Misconfigured ? Kind.UNKNOWN_CREDENTIALS : Kind.DELAYED;
        }
        if (failure instanceof RestException) {
            return Kind.DELAYED;
        }
        if (failure instanceof VerificationException verification) {
            return verification.state().equalsIgnoreCase("Failed") ? Kind.REFUSED : Kind.DELAYED;
        }
        // samples that cannot be written, metadata that is of another or of several series
        boolean isRefusal = failure instanceof IOException
                || failure instanceof MetadataConflictException
                || failure instanceof IllegalStateException;
        return isRefusal ? Kind.REFUSED : Kind.BROKEN;
    }

    /** Rights that lack now may be given later, and then nothing is lost. */
    private static boolean isFinal(int status, boolean series) {
        return switch (status) {
            case 400, 409, 410, 422 -> true;
            case 404 -> series;
            default -> false;
        };
    }

    /** When the service, or the token endpoint, wants to be asked again at the earliest; in milliseconds. */
    long retryAt(long now) {
        if (cause instanceof RestException.Status status) {
            return status.retryAfter().map(wait -> now + wait.toMillis()).orElse(now);
        }
        if (cause instanceof SessionException.Unavailable unavailable) {
            Instant at = unavailable.retryAt();
            return at.toEpochMilli();
        }
        return now;
    }
}
