package io.fourinsight.camel.sandbox.auth;

/** What the token endpoint refuses, with the codes and texts that Microsoft's answers have. */
enum TokenError {
    WRONG_SECRET(
            401,
            "invalid_client",
            7000215,
            "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, "
                    + "not the client secret ID, for a secret added to app '%s'."),
    MISSING_SECRET(
            401,
            "invalid_client",
            7000218,
            "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."),
    UNKNOWN_CLIENT(
            400,
            "unauthorized_client",
            700016,
            "Application with identifier '%s' was not found in the directory '4Subsea'. This can happen if the "
                    + "application has not been installed by the administrator of the tenant or consented to by any "
                    + "user in the tenant."),
    UNKNOWN_SCOPE(
            400,
            "invalid_scope",
            70011,
            "The provided request must include a 'scope' input parameter. The provided value for the input parameter "
                    + "'scope' is not valid. The scope %s is not valid."),
    SECRET_OF_PUBLIC_CLIENT(
            401,
            "invalid_client",
            700025,
            "Client is public so neither 'client_assertion' nor 'client_secret' should be presented."),
    GRANT_OF_OTHERS(400, "unauthorized_client", 70001, "The grant type '%s' is not allowed for the application '%s'."),
    UNKNOWN_CODE(
            400,
            "invalid_grant",
            70000,
            "Provided grant is invalid or malformed: no such authorization code was issued to this application."),
    CODE_EXPIRED(400, "invalid_grant", 70008, "The provided authorization code has expired."),
    CODE_REUSED(
            400,
            "invalid_grant",
            54005,
            "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing "
                    + "refresh token."),
    OTHER_REDIRECT(
            400,
            "invalid_grant",
            500112,
            "The reply address '%s' does not match the reply address provided when requesting Authorization code."),
    WRONG_VERIFIER(
            400,
            "invalid_grant",
            501481,
            "The Code_Verifier does not match the code_challenge supplied in the authorization request."),
    UNKNOWN_REFRESH_TOKEN(
            400,
            "invalid_grant",
            70000,
            "Provided grant is invalid or malformed: no such refresh token was issued to this application."),
    REFRESH_TOKEN_EXPIRED(400, "invalid_grant", 700082, "The refresh token has expired due to inactivity."),
    REFRESH_TOKEN_REVOKED(
            400,
            "invalid_grant",
            50173,
            "The provided grant has expired due to it being revoked, a fresh auth token is needed."),
    REFRESH_TOKEN_REUSED(
            400,
            "invalid_grant",
            54005,
            "The refresh token was already redeemed; all tokens of this sign-in are revoked."),
    UNSUPPORTED_GRANT(400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type '%s'."),
    NOT_A_POST(400, "invalid_request", 900561, "The endpoint only accepts POST requests. Received a %s request."),
    MALFORMED(400, "invalid_request", 90023, "The request is not valid: %s.");

    private final int status;
    private final String error;
    private final int code;
    private final String text;

    TokenError(int status, String error, int code, String text) {
        this.status = status;
        this.error = error;
        this.code = code;
        this.text = text;
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    int code() {
        return code;
    }

    String describe(Object... details) {
        return "AADSTS" + code + ": " + text.formatted(details);
    }
}
