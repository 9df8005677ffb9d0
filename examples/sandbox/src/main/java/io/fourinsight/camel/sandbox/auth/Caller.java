package io.fourinsight.camel.sandbox.auth;

/**
 * The sender of a request, as far as the request shows it.
 *
 * @param clientId empty if the request names none, or bears a token that is not valid
 * @param scope that of the token, or the one asked for; empty like the client id
 */
public record Caller(String clientId, String scope) {

    static final Caller UNKNOWN = new Caller("", "");
}
