package io.fourinsight.client.session.token;

import io.fourinsight.client.session.BearerToken;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a source wants from a token endpoint, to be done when its turn comes.
 *
 * @param name of the session that makes it, for the log
 * @param refusal says why it is not wanted any more when its turn has come, or null
 * @param onSuccess called once, unless {@code onFailure} is; if it throws, so is {@code onFailure}
 */
record RefreshAttempt(
        String name,
        Supplier<TokenFetchException> refusal,
        Fetch fetch,
        Consumer<BearerToken> onSuccess,
        Consumer<TokenFetchException> onFailure) {

    /** One request, which may block. */
    @FunctionalInterface
    interface Fetch {
        BearerToken fetch() throws TokenFetchException;
    }

    /** @param failure null if there is a token */
    void end(@Nullable BearerToken token, @Nullable TokenFetchException failure) {
        if (failure != null) {
            onFailure.accept(failure);
            return;
        }
        try {
            onSuccess.accept(token);
        } catch (RuntimeException | Error e) {
            onFailure.accept(TokenFetchException.unavailable("internal_error", "the refresh broke off: " + e, e));
        }
    }
}
