package io.fourinsight.client.session.store;

import io.fourinsight.client.session.token.TokenFetchException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Words what is wrong with a token file and what to do about it; never with anything that stands in the file. */
final class TokenFileErrors {
    private TokenFileErrors() {}

    /** Somebody must repair it: what the file says cannot be trusted, or must not be replaced. */
    static TokenFetchException refused(Path path, String why, String remedy) {
        return TokenFetchException.misconfigured("token_file_refused", path + " " + why + ": " + remedy);
    }

    static TokenFetchException denied(Path path) {
        return refused(
                path, "may not be used by this user", "give the user the right to it, or set another tokenDirectory");
    }

    /** The file holds the tokens of another session. */
    static TokenFetchException foreign(Path file, String why) {
        return TokenFetchException.misconfigured(
                "token_file_foreign", file + " is left as it is: the token in it " + why);
    }

    static TokenFetchException damaged(Path file) {
        return TokenFetchException.unavailable(
                "token_file_damaged",
                file + " holds no tokens that can be understood: unless another program is just writing it, sign in"
                        + " again or remove it");
    }

    static TokenFetchException locked(Path file, Duration timeout) {
        return TokenFetchException.unavailable(
                "token_file_locked",
                file + " was held by another session or process for more than " + timeout.toMillis() + " ms");
    }

    /** The disk is full, or the like. */
    static TokenFetchException failed(Path path, String what, IOException cause) {
        return TokenFetchException.unavailable(
                "token_file_failed", path + " could not be " + what + ": " + cause, cause);
    }
}
