package io.fourinsight.camel.login;

import io.fourinsight.client.assembly.HttpClients;
import io.fourinsight.client.assembly.HttpSettings;
import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.UserSession;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.signin.LoopbackSettings;
import io.fourinsight.client.session.signin.SignIn;
import io.fourinsight.client.session.signin.SignedIn;
import io.fourinsight.client.session.user.StoredSession;
import io.fourinsight.client.session.user.StoredSessions;
import io.fourinsight.client.session.user.UserAccount;
import io.fourinsight.client.wire.Traffic;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Signs a user in to one account, unless what is stored for it still serves. */
final class SigningIn {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Terminal terminal;
    private final UserAccount account;
    private final ClientCredentials credentials;
    private final SessionIdentity identity;
    private final SignInHosts hosts;
    private final SignInWay way;
    private final boolean force;
    private final boolean unasked;

    /** @throws IllegalArgumentException that names the option which is missing or cannot be used */
    SigningIn(Terminal terminal, Target target, LoginOptions options) {
        this.terminal = terminal;
        this.account = target.account();
        this.credentials = Registration.of(options, terminal.variables());
        this.identity = SessionIdentity.user(
                account.sessionKey(), account.service(), null, options.scope, account.file(), credentials);
        this.hosts = AllowedHosts.of(options);
        this.way = options.issuer == null ? paste(target) : browser(options);
        this.force = options.authForce;
        this.unasked = options.yes;
    }

    private SignInWay paste(Target target) {
        return new PasteWay(
                terminal,
                target.authority()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Missing --authority-url: the page where users of this installation sign in")),
                hosts);
    }

    private SignInWay browser(LoginOptions options) {
        LoopbackSettings usual = LoopbackSettings.of(options.issuer, options.scope);
        return new BrowserWay(
                terminal, new LoopbackSettings(usual.issuer(), usual.scope(), usual.timeout(), options.redirectPath));
    }

    int run() throws Exception {
        try (HttpClients clients = new HttpClients(HttpSettings.ofSystem(TIMEOUT));
                SessionFactory factory = new SessionFactory(Clock.systemUTC())) {
            TokenEndpoint endpoint = new TokenEndpoint(clients.of(Traffic.TOKENS), TIMEOUT);
            if (!force && serves(factory, endpoint)) {
                terminal.say("Already signed in, nothing to do; --auth-force signs in anew.");
                stored().ifPresent(session ->
                        terminal.say(Wording.stored(session, Clock.systemUTC().instant())));
                return ExitCode.OK;
            }
            SignIn signIn = factory.signIn(identity, credentials, endpoint, account, hosts);
            Optional<SignedIn> signedIn = way.take(signIn, this::confirm);
            signedIn.ifPresent(who -> terminal.say("Stored in " + account.file()));
            return signedIn.isPresent() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    /** Whether a route would get a token now, and go on to get some; renews it if that is due. */
    private boolean serves(SessionFactory factory, TokenEndpoint endpoint) {
        Optional<StoredSession> stored = stored();
        Optional<String> obstacle = stored.flatMap(StoredSession::obstacle);
        obstacle.ifPresent(error -> terminal.say("What is stored cannot be renewed (" + error + ")."));
        if (stored.isEmpty() || obstacle.isPresent()) {
            return false;
        }
        try (UserSession session = factory.userSession(identity, credentials, endpoint, account, hosts)) {
            session.token();
            return true;
        } catch (SessionException.LoginRequired | SessionException.Unavailable e) {
            terminal.say("What is stored cannot be used now (" + e.errorCode() + ").");
            return false;
        }
    }

    /** As this application sees it: what another one was refused may still serve. */
    private Optional<StoredSession> stored() {
        return StoredSessions.find(account, credentials.clientId());
    }

    private boolean confirm(SignedIn who) {
        terminal.say("Signed in: " + Wording.user(who.subject()) + ", "
                + Wording.validity(
                        who.expiresAt(), who.renewable(), Clock.systemUTC().instant()));
        if (unasked) {
            return true;
        }
        String question = "Is that you? It is then stored for " + Wording.session(account.sessionKey()) + " [y/N]";
        boolean yes = terminal.ask(question)
                .filter(answer -> answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes"))
                .isPresent();
        if (!yes) {
            terminal.complain("Nothing was stored.");
        }
        return yes;
    }
}
