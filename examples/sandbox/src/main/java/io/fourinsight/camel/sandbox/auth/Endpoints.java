package io.fourinsight.camel.sandbox.auth;

import java.net.URI;

/** Where the identity provider answers, below the origin of the server. */
public record Endpoints(URI origin) {

    private static final String TENANT = "/4subseaid.onmicrosoft.com";

    public static final String TOKEN = TENANT + "/oauth2/v2.0/token";
    public static final String AUTHORIZE = TENANT + "/oauth2/v2.0/authorize";

    /** 4Insight's own sign-in pages, which show the code instead of sending it anywhere. */
    public static final String API_AUTHORITY = "/auth";

    public static final String RESERVOIR_AUTHORITY = "/account";

    static final String ISSUER = TENANT + "/v2.0";
    static final String DISCOVERY = ISSUER + "/.well-known/openid-configuration";
    static final String KEYS = TENANT + "/discovery/v2.0/keys";

    private static final String POLICY = "B2C_1A_SignUpOrSignInWith4ss_sandbox";

    public URI token() {
        return origin.resolve(TOKEN);
    }

    /** The token endpoint as 4Insight names it to users: with the policy that they signed in by. */
    public URI userToken() {
        return origin.resolve(TOKEN + "?p=" + POLICY);
    }

    public URI issuer() {
        return origin.resolve(ISSUER);
    }

    public URI apiAuthority() {
        return origin.resolve(API_AUTHORITY);
    }

    public URI reservoirAuthority() {
        return origin.resolve(RESERVOIR_AUTHORITY);
    }

    URI authorize() {
        return origin.resolve(AUTHORIZE);
    }

    URI keys() {
        return origin.resolve(KEYS);
    }
}
