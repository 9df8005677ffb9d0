package io.fourinsight.client.reservoir;

import java.time.Duration;

/** An uploaded file that the reservoir did not find good, or not within {@code verificationTimeout}; no series has it. */
public final class VerificationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String fileId;
    private final String state;
    private final String reason;

    private VerificationException(String message, String fileId, String state, String reason) {
        super(message);
        this.fileId = fileId;
        this.state = state;
        this.reason = reason;
    }

    public static VerificationException failed(String fileId, String state, String reason) {
        String given = reason.isBlank() ? "the service gave no reason" : reason;
        return new VerificationException(
                "The verification of file " + fileId + " ended as " + state + ": " + given, fileId, state, given);
    }

    public static VerificationException timedOut(String fileId, String state, Duration timeout) {
        String reason = "not verified within verificationTimeout " + timeout;
        return new VerificationException(
                "File " + fileId + " was " + reason + "; its state is " + state, fileId, state, reason);
    }

    /** The file, which stays in the reservoir as it is. */
    public String fileId() {
        return fileId;
    }

    /** The state that the service told last: {@code Failed}, or another one if the time was up. */
    public String state() {
        return state;
    }

    /** What the service said is wrong with the file, or that the time was up. */
    public String reason() {
        return reason;
    }
}
