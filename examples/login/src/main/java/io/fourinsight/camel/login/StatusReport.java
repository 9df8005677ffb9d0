package io.fourinsight.camel.login;

import io.fourinsight.camel.session.StoredSession;
import io.fourinsight.camel.session.StoredSessions;
import io.fourinsight.camel.session.UserAccount;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says which sessions are stored, for whom and until when; looks at files only, and asks no server. */
record StatusReport(Terminal terminal, Instant now) {

    int ofAll(Path tokenDirectory) {
        List<StoredSession> found = new StoredSessions(tokenDirectory).list();
        if (found.isEmpty()) {
            terminal.say("Nobody is signed in.");
        }
        found.forEach(session -> terminal.say(Wording.stored(session, now)));
        return ExitCode.OK;
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
