package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.blob.Blob;
import io.fourinsight.camel.sandbox.http.Refusal;
import java.time.Instant;
import java.util.Optional;

/** An uploaded file on its way from the ticket to the end of its verification. */
final class Upload {

    enum State {
        Uploading,
        Processing,
        Ready,
        Failed
    }

    /**
     * What a client is told.
     *
     * @param message why it failed, else empty
     */
    record Status(State state, String message) {}

    private final String id;
    private Blob blob;
    private Instant committedAt;
    private int pollsLeft;
    private Optional<String> ordered = Optional.empty();
    private VerifiedContent content;
    private String failure;

    Upload(String id) {
        this.id = id;
    }

    /**
     * Ends the upload; later ones change nothing.
     *
     * @param polls how often it shall be found in processing
     * @param failure the end of the verification, if that is not for the file to say
     */
    synchronized void commit(Blob uploaded, Instant now, int polls, Optional<String> failure) {
        if (blob == null) {
            blob = uploaded;
            committedAt = now;
            pollsLeft = polls;
            ordered = failure;
        }
    }

    synchronized Status poll() {
        if (blob == null) {
            return new Status(State.Uploading, "");
        }
        if (pollsLeft > 0) {
            pollsLeft -= ReservoirSwitches.isNever(pollsLeft) ? 0 : 1;
            return new Status(State.Processing, "");
        }
        verify();
        return failure == null ? new Status(State.Ready, "") : new Status(State.Failed, failure);
    }

    /**
     * The file as a part of a series, also before a client has seen it ready.
     *
     * @throws Refusal if it is not committed, or has failed
     */
    synchronized SeriesFile file() {
        if (blob == null) {
            throw Refusal.badRequest("The file %s is not committed.".formatted(id));
        }
        verify();
        if (failure != null) {
            throw Refusal.badRequest("The file %s has failed: %s".formatted(id, failure));
        }
        return new SeriesFile(id, committedAt, content);
    }

    /** Only when somebody asks: a commit that reads a gigabyte would be slow to answer. */
    private void verify() {
        if (content != null || failure != null) {
            return;
        }
        try {
            failure = ordered.orElse(null);
            content = failure == null ? CsvVerifier.verify(blob) : null;
        } catch (CsvFault e) {
            failure = e.getMessage();
        }
    }
}
