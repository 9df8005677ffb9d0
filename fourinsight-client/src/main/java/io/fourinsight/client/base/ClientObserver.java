package io.fourinsight.client.base;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a client does: the one seam for metrics, spans and progress.
 *
 * <p>The thread that does the work calls these methods, so many threads do at once. They must return soon and must not
 * throw. They get no token and no signature.
 */
public interface ClientObserver {

    /** Hears nothing, and costs nothing. */
    ClientObserver NONE = new ClientObserver() {};

    /**
     * A request begins, with all its attempts.
     *
     * @param method the HTTP method
     * @param uri of a blob without its query, which is a signature
     * @return hears how it ends
     */
    default Request request(String method, URI uri) {
        return Request.UNHEARD;
    }

    /**
     * A refresh of a token ended.
     *
     * @param sessionKey whose it is; null if it has none
     * @param reason {@code needed}, {@code soft} or {@code rejected}
     * @param errorCode why it failed; null if it brought a token
     */
    default void refresh(@Nullable String sessionKey, String reason, @Nullable String errorCode) {}

    /** The disk cache was asked for a day file. */
    default void cacheLookup(boolean hit) {}

    /** A long piece of work begins. It tells {@link #end} when it is over, once. */
    default void begin(Work work) {}

    /** @param outcome what became of the work */
    default void end(Work work, Work.Outcome outcome) {}

    /** Hears how one request ends. */
    @FunctionalInterface
    interface Request {

        Request UNHEARD = (status, attempts, failed) -> {};

        /**
         * The answer was read to its end, or there will be none.
         *
         * @param status of the last answer; 0 if none came
         * @param attempts how often the request was sent
         * @param failed whether the caller got an error
         */
        void end(int status, int attempts, boolean failed);
    }
}
