package io.fourinsight.camel.login;

import io.fourinsight.camel.session.ClientCredentials;
import io.fourinsight.camel.session.LoopbackSettings;
import io.fourinsight.camel.session.SessionException;
import io.fourinsight.camel.session.SessionFactory;
import io.fourinsight.camel.session.SessionIdentity;
import io.fourinsight.camel.session.SignIn;
import io.fourinsight.camel.session.SignInHosts;
import io.fourinsight.camel.session.SignedIn;
import io.fourinsight.camel.session.StoredSessions;
import io.fourinsight.camel.session.TokenEndpoint;
import io.fourinsight.camel.session.UserAccount;
import io.fourinsight.camel.session.UserSession;
import java.time.Clock;
import java.util.Optional;

/** Signs a user in to one account, unless what is stored for it still serves. */
final class SigningIn {
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
        try (TokenClient client = new TokenClient();
                SessionFactory factory = new SessionFactory(Clock.systemUTC())) {
            TokenEndpoint endpoint = client.endpoint();
            if (!force && serves(factory, endpoint)) {
                terminal.say("Already signed in, nothing to do; --auth-force signs in anew.");
                return new StatusReport(terminal, Clock.systemUTC().instant()).ofOne(account);
            }
            SignIn signIn = factory.signIn(identity, credentials, endpoint, account, hosts);
            Optional<SignedIn> signedIn = way.take(signIn, this::confirm);
            signedIn.ifPresent(who -> terminal.say("Stored in " + account.file()));
            return signedIn.isPresent() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    /** Whether a route would get a token now; renews it if that is due. */
    private boolean serves(SessionFactory factory, TokenEndpoint endpoint) {
        if (StoredSessions.find(account).isEmpty()) {
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
