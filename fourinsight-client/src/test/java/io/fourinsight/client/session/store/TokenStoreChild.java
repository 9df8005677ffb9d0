package io.fourinsight.client.session.store;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.base.Waiting;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;

/** Uses a token file in another process. */
final class TokenStoreChild {
    private TokenStoreChild() {}

    public static void main(String[] args) throws Exception {
        TokenFileFixture files = new TokenFileFixture(Path.of(args[1]));
        FileTokenStore store = files.store();
        switch (args[0]) {
            case "hold" -> store.exclusively(TokenStoreChild::hold);
            case "mark" ->
                store.exclusively(entry -> {
                    entry.markSpent(entry.read().orElseThrow().refreshToken().orElseThrow());
                    return hold(entry);
                });
            case "spend" -> spend(store, Integer.parseInt(args[2]));
            case "halt" -> halt(files.store(new HaltingDisk(Integer.parseInt(args[2])), Waiting.REAL));
            case "write" -> write(store);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static Void hold(TokenStore.Entry entry) {
        try {
            ChildJvm.say("holding");
            ChildJvm.await();
            return null;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Spends refresh tokens and says which, as a server would see them. */
    private static void spend(FileTokenStore store, int times) throws Exception {
        ChildJvm.say("ready");
        ChildJvm.await();
        for (int i = 0; i < times; i++) {
            ChildJvm.say(store.exclusively(TokenStoreChild::spendNext));
        }
    }

    static String spendNext(TokenStore.Entry entry) throws TokenFetchException {
        StoredTokens tokens = entry.read().orElseThrow();
        Secret refreshToken = tokens.refreshToken().orElseThrow();
        if (entry.isSpent(refreshToken)) {
            throw new AssertionError("spent before");
        }
        entry.markSpent(refreshToken);
        int number = Integer.parseInt(refreshToken.value().replace("REFRESH-", "")) + 1;
        entry.write(TokenFileFixture.refreshed(tokens, "ACCESS-" + number, "REFRESH-" + number));
        return refreshToken.value();
    }

    /** Says how far it came with spending a refresh token before it died. */
    private static void halt(FileTokenStore store) throws Exception {
        store.exclusively(entry -> {
            StoredTokens tokens = entry.read().orElseThrow();
            entry.markSpent(tokens.refreshToken().orElseThrow());
            say("sent");
            entry.write(TokenFileFixture.refreshed(tokens, "ACCESS-6", "REFRESH-6"));
            return tokens;
        });
        say("written");
    }

    private static void say(String line) {
        try {
            ChildJvm.say(line);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(FileTokenStore store) throws Exception {
        try {
            store.exclusively(entry -> {
                StoredTokens tokens = entry.read().orElseThrow();
                entry.write(TokenFileFixture.refreshed(tokens, "A".repeat(20_000), "REFRESH-6"));
                return null;
            });
            ChildJvm.say("written");
        } catch (TokenFetchException e) {
            ChildJvm.say(e.errorCode() + " " + e.getMessage());
        }
    }
}
