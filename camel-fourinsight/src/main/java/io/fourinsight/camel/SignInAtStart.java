package io.fourinsight.camel;

import io.fourinsight.camel.session.GuidedSignIn;
import io.fourinsight.camel.session.Session;
import io.fourinsight.camel.session.SessionException;
import io.fourinsight.camel.session.SessionFactory;
import io.fourinsight.camel.session.SessionIdentity;
import io.fourinsight.camel.session.SignedIn;
import io.fourinsight.camel.session.StoredSessions;
import io.fourinsight.camel.session.TokenEndpoint;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Guides on the console the sign-ins that routes lack when they start, one after the other. */
final class SignInAtStart {

    private final SessionFactory factory;
    private final Supplier<Optional<ConsoleDialog>> consoles;
    private final ReentrantLock lock = new ReentrantLock(); // there is one person, who is asked one question
    private volatile Optional<ConsoleDialog> console = Optional.empty();
    private volatile boolean ended;

    SignInAtStart(SessionFactory factory, Supplier<Optional<ConsoleDialog>> consoles) {
        this.factory = factory;
        this.consoles = consoles;
    }

    /**
     * Returns when what is stored can be used, or will be when the token endpoint answers again.
     *
     * @param start of the route
     * @param authority the page to sign in on
     * @throws SessionException.LoginRequired if there is no console, or nobody signed in on it
     * @throws java.util.concurrent.CancellationException if the context stops meanwhile
     */
    void ensure(UserLogin user, Instant start, URI authority, TokenEndpoint endpoint) {
        lock.lock();
        try {
            if (!serves(user, user.identity(start), endpoint)) {
                signIn(user, authority, endpoint);
            }
        } finally {
            lock.unlock();
        }
    }

    /** With a session of its own: the route's begins with whoever signs in now, and is not to take that for a change. */
    private boolean serves(UserLogin user, SessionIdentity identity, TokenEndpoint endpoint) {
        boolean readable = StoredSessions.find(user.account())
                .filter(stored -> stored.problem().isEmpty())
                .isPresent();
        if (!readable) {
            return false; // a session cannot tell a damaged file from one that is just being written
        }
        try (Session session = user.session(identity, factory, endpoint)) {
            session.token();
            return true;
        } catch (SessionException.LoginRequired e) {
            return false;
        } catch (SessionException.Unavailable | SessionException.Misconfigured e) {
            return true; // no sign-in mends it; the exchanges will say, as they do without this
        }
    }

    private void signIn(UserLogin user, URI authority, TokenEndpoint endpoint) {
        String key = user.stored().sessionKey();
        if (console.isEmpty()) {
            console = consoles.get();
        }
        if (ended) { // looked at after the console is there for whoever ends it
            end();
        }
        ConsoleDialog dialog = console.orElseThrow(() -> SessionException.LoginRequired.noConsole(key, user.command()));
        GuidedSignIn guide = new GuidedSignIn(dialog, authority, user.hosts());
        SignedIn signedIn = guide.take(user.signIn(factory, endpoint), who -> true)
                .orElseThrow(() -> SessionException.LoginRequired.notSignedIn(key, user.command()));
        dialog.say("Signed in: " + signedIn.subject().orElse("a user whom the server does not name") + ". Stored in "
                + signedIn.storedIn());
    }

    /** Ends the one that is under way; there will be no other. */
    void end() {
        ended = true;
        console.ifPresent(ConsoleDialog::end);
    }
}
