package io.fourinsight.camel.rest;

import io.fourinsight.camel.session.BearerToken;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;

/** The header that carries a token, and does not show it: HTTP libraries log headers by their {@code toString}. */
final class AuthorizationHeader extends BasicHeader {

    private static final long serialVersionUID = 1L;

    AuthorizationHeader(BearerToken token) {
        super(HttpHeaders.AUTHORIZATION, token.authorization(), true);
    }

    @Override
    public String toString() {
        return getName() + ": ***";
    }
}
