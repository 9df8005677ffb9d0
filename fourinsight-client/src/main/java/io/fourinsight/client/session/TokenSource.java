package io.fourinsight.client.session;

import java.util.Optional;

/**
 * Where a caller gets the token for its next request.
 *
 * <p>For use by many threads. Usual use:
 *
 * <pre>{@code
 * BearerToken token = source.token();
 * Answer answer = send(request, token);
 * if (answer.status() == 401) {
 *     Optional<BearerToken> next = source.reject(token);
 *     if (next.isPresent() && request.isRepeatable()) {
 *         answer = send(request, next.get()); // once: its 401 is the caller's
 *     }
 * }
 * }</pre>
 */
public interface TokenSource extends AutoCloseable {
    /**
     * A token that can be used now. Returns at once as long as there is one, also when a new one is due: it is then
     * fetched in the background, and if that fails this one stays in use. Only a caller without any usable token
     * waits.
     *
     * @throws SessionException if there is no usable token and none could be fetched in time
     */
    BearerToken token();

    /**
     * Tells that a server answered 401 to {@code used}, and waits, for a bounded time, for another token. Other
     * callers of {@link #token()} are not held up: one path that always answers 401 disturbs no other.
     *
     * @return a token to repeat the request with, once; empty if none could be had, then the 401 stands. To be
     *     called also when the request cannot be repeated, so that the next one has a new token
     * @throws SessionException.LoginRequired if only a sign-in can bring another
     */
    Optional<BearerToken> reject(BearerToken used);

    /** How the source is doing now. */
    TokenStatus status();

    /** Fails those who wait and all later calls; a request under way to the token endpoint is not interrupted. */
    @Override
    void close();
}
