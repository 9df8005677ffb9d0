package io.fourinsight.client.assembly;

import io.fourinsight.client.base.Sha256;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.UserSession;
import io.fourinsight.client.testing.ChildJvm;
import io.fourinsight.client.testing.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Uses a user session in another process: each time that it may go on, hours have passed and it wants a token. */
final class UserSessionChild {
    /** Longer than the sandbox's tokens live. */
    static final Duration STEP = Duration.ofHours(2);

    private UserSessionChild() {}

    /** Folder of the tokens, and when its clock starts. */
    public static void main(String[] args) throws Exception {
        MutableClock clock = new MutableClock();
        clock.advance(Duration.between(clock.instant(), Instant.parse(args[1])));
        try (TokenFileUser user = new TokenFileUser(Path.of(args[0]), clock)) {
            UserSession session = user.session();
            ChildJvm.say("ready");
            while (ChildJvm.await()) {
                clock.advance(STEP);
                ChildJvm.say(answer(session));
            }
        }
    }

    private static String answer(UserSession session) {
        try {
            return "token " + Sha256.hex(session.token().authorization()); // fingerprints differ between processes
        } catch (SessionException e) {
            return e.errorCode();
        }
    }
}
