package io.fourinsight.camel.session;

import java.util.Optional;

/**
 * Decides whether what is stored is of the sign-in that a session wants: from an endpoint that may have its tokens, late
 * enough, and of the person whose session it has been.
 *
 * <p>For one thread at a time.
 */
final class UserTokenCheck {
    private final SessionIdentity identity;
    private final TokenUrlRule tokenUrls;

    private Optional<String> subject = Optional.empty();

    UserTokenCheck(SessionIdentity identity, TokenUrlRule tokenUrls) {
        this.identity = identity;
        this.tokenUrls = tokenUrls;
    }

    /** @throws TokenFetchException if it is not */
    void accept(StoredTokens stored) throws TokenFetchException {
        tokenUrl(stored);
        signedInLateEnough(stored); // first: what a forced sign-in is to replace says nothing of whose session this is
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
        try {
            tokenUrls.check("its token URL", stored.tokenUrl());
        } catch (IllegalArgumentException e) {
            throw other("not to be used: " + e.getMessage());
        }
    }

    static TokenFetchException other(String why) {
        return TokenFetchException.misconfigured(
                "other_token_url",
                "the stored token is " + why + "; choose another session key, or sign out of this one");
    }
}
