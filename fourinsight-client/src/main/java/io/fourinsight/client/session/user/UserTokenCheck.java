package io.fourinsight.client.session.user;

import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.TokenUrlRule;
import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.token.TokenFetchException;
import java.util.Optional;

/**
 * Decides whether stored tokens come from the sign-in that a session wants: it was made at an endpoint that may have its
 * tokens, late enough, and by the person that the session has acted for.
 *
 * <p>For one thread at a time.
 */
public final class UserTokenCheck {
    private final SessionIdentity identity;
    private final TokenUrlRule tokenUrls;

    private Optional<String> subject = Optional.empty();

    public UserTokenCheck(SessionIdentity identity, TokenUrlRule tokenUrls) {
        this.identity = identity;
        this.tokenUrls = tokenUrls;
    }

    /** The application that the session is of. */
    String clientId() {
        return identity.clientId();
    }

    /** @throws TokenFetchException if it is not */
    void accept(StoredTokens stored) throws TokenFetchException {
        tokenUrl(stored);
        signedInLateEnough(stored); // first: what a forced sign-in replaces does not tell the session's person
        Optional<String> now = stored.subject();
        if (subject.isPresent() && now.isPresent() && !subject.equals(now)) {
            throw TokenFetchException.loginRequired(
                    "other_user",
                    "another user has signed in than the one whose session this was; let that user sign in again, give"
                            + " the other one a session key of their own, or restart the route");
        }
        subject = subject.or(() -> now);
    }

    private void signedInLateEnough(StoredTokens stored) throws TokenFetchException {
        boolean wanted = identity.signedInAfter() == null
                || stored.signedInAt()
                        .filter(moment -> moment.isAfter(identity.signedInAfter()))
                        .isPresent();
        if (!wanted) {
            throw TokenFetchException.loginRequired(
                    "sign_in_forced",
                    "authForce wants a sign-in after " + identity.signedInAfter() + ", and what is stored is older");
        }
    }

    /** Checked again each time, for a file can be changed by others. */
    private void tokenUrl(StoredTokens stored) throws TokenFetchException {
        Optional<String> objection = tokenUrls.objection(stored.tokenUrl());
        if (objection.isPresent()) {
            throw TokenFetchException.misconfigured("other_token_url", "the stored token " + objection.get());
        }
    }
}
