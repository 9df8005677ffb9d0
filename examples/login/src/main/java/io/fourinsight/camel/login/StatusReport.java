package io.fourinsight.camel.login;

import io.fourinsight.client.session.user.StoredSession;
import io.fourinsight.client.session.user.StoredSessions;
import io.fourinsight.client.session.user.UserAccount;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lists the stored sessions with their users and ends; it looks at files only, and asks no server. */
record StatusReport(Terminal terminal, Instant now) {

    /** Scripts ask with or without a session key; without one they mean the session that has none. */
    int ofAll(Path tokenDirectory) {
        List<StoredSession> found = new StoredSessions(tokenDirectory).list();
        if (found.isEmpty()) {
            terminal.say("Nobody is signed in.");
        }
        found.forEach(session -> terminal.say(Wording.stored(session, now)));
        boolean needed = found.stream().anyMatch(session -> session.sessionKey() == null && session.needsSignIn(now));
        return found.isEmpty() || needed ? ExitCode.LOGIN_NEEDED : ExitCode.OK;
    }

    int ofOne(UserAccount account) {
        Optional<StoredSession> found = StoredSessions.find(account);
        terminal.say(found.map(session -> Wording.stored(session, now))
                .orElseGet(() -> "Nobody is signed in to " + Wording.session(account.sessionKey()) + " ("
                        + account.file() + ")"));
        boolean needed = found.isEmpty() || found.get().needsSignIn(now);
        return needed ? ExitCode.LOGIN_NEEDED : ExitCode.OK;
    }
}
