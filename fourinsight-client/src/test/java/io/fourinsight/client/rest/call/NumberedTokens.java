package io.fourinsight.client.rest.call;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.TokenSource;
import io.fourinsight.client.session.TokenStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands out {@code <name>-1}, and after each rejection of the current one the next number. */
public final class NumberedTokens implements TokenSource {

    private final String name;
    private final List<String> rejected = new CopyOnWriteArrayList<>();
    private int number = 1;
    private BearerToken current;
    private boolean gateClosed;
    private Runnable beforeNext = () -> {};

    public NumberedTokens() {
        this("token");
    }

    public NumberedTokens(String name) {
        this.name = name;
        this.current = make();
    }

    /** From now on no new token can be had. */
    NumberedTokens closeGate() {
        gateClosed = true;
        return this;
    }

    /** Done by {@link #reject} before it hands out the next token. */
    NumberedTokens beforeNext(Runnable action) {
        beforeNext = action;
        return this;
    }

    /** The header values that were rejected. */
    List<String> rejected() {
        return rejected;
    }

    @Override
    public synchronized BearerToken token() {
        return current;
    }

    @Override
    public synchronized Optional<BearerToken> reject(BearerToken used) {
        rejected.add(used.authorization());
        if (gateClosed) {
            return Optional.empty();
        }
        beforeNext.run();
        if (used == current) {
            number++;
            current = make();
        }
        return Optional.of(current);
    }

    private BearerToken make() {
        Instant never = Instant.now().plusSeconds(86_400);
        return BearerToken.of(Secret.of(name + "-" + number), Instant.now(), never, never);
    }

    @Override
    public TokenStatus status() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        closeGate();
    }
}
