package io.fourinsight.client.session.token;

import io.fourinsight.client.session.BearerToken;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tokens that servers answered 401 to and that would otherwise still be good, so that none of them is adopted
 * again when a token endpoint hands it out a second time.
 *
 * <p>Bounded: the oldest is forgotten, at the price of one more 401.
 */
record RejectedTokens(List<BearerToken> tokens) {
    static final RejectedTokens NONE = new RejectedTokens(List.of());

    private static final int MOST = 16;

    RejectedTokens with(BearerToken token, long now) {
        List<BearerToken> others = tokens.stream()
                .filter(known -> known.isUsable(now) && !known.sameValue(token))
                .toList();
        Stream<BearerToken> kept = others.stream().skip(Math.max(0, others.size() - (MOST - 1)));
        return new RejectedTokens(Stream.concat(kept, Stream.of(token)).toList());
    }

    boolean contains(BearerToken token, long now) {
        return tokens.stream().anyMatch(known -> known.isUsable(now) && known.sameValue(token));
    }
}
