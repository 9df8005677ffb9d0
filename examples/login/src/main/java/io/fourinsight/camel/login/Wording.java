package io.fourinsight.camel.login;

import io.fourinsight.client.session.user.StoredSession;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Names sessions, users and times for people; never a token. */
final class Wording {
    private Wording() {}

    static String session(String key) {
        return key == null ? "the default session" : "session '" + key + "'";
    }

    static String user(Optional<String> subject) {
        return subject.orElse("a user whom the server does not name");
    }

    static String validity(Instant expiresAt, boolean renewable, Instant now) {
        Instant end = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        if (now.isBefore(expiresAt)) {
            return "valid until " + end + (renewable ? ", then renewed by itself" : ", then needs a sign-in");
        }
        return "expired at " + end + (renewable ? ", renewed when it is used" : ", needs a sign-in");
    }

    private static String validity(StoredSession session, Instant end, Instant now) {
        return session.obstacle()
                .map(error -> (now.isBefore(end) ? "valid until " : "expired at ") + end.truncatedTo(ChronoUnit.SECONDS)
                        + ", cannot be renewed (" + error + "), needs a sign-in")
                .orElseGet(() -> validity(end, session.renewable(), now));
    }

    /** One line, with the file. */
    static String stored(StoredSession session, Instant now) {
        String file = " (" + session.file() + ")";
        String state = session.expiresAt()
                .map(end -> user(session.subject()) + ", " + validity(session, end, now) + file)
                .orElseGet(() -> "cannot be used: " + session.problem().orElse("it is empty" + file));
        return session.service().name().toLowerCase(Locale.ROOT) + " " + session.installation() + ", "
                + session(session.sessionKey()) + ": " + state;
    }
}
