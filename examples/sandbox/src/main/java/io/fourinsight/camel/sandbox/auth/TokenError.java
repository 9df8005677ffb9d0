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
