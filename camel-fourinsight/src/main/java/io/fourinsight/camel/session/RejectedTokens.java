package io.fourinsight.camel.session;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The tokens that servers answered 401 to and that would otherwise still be good, so that none of them is adopted
 * again when a token endpoint hands it out a second time.
 *
 * <p>Not for concurrent use. Bounded: the oldest is forgotten, at the price of one more 401.
 */
final class RejectedTokens {
    private static final int MOST = 16;

    private final Deque<BearerToken> tokens = new ArrayDeque<>();

    void add(BearerToken token, long now) {
        tokens.removeIf(known -> !known.isUsable(now) || known.sameValue(token));
        if (tokens.size() == MOST) {
            tokens.removeFirst();
        }
        tokens.addLast(token);
    }

    boolean contains(BearerToken token, long now) {
        return tokens.stream().anyMatch(known -> known.isUsable(now) && known.sameValue(token));
    }
}
