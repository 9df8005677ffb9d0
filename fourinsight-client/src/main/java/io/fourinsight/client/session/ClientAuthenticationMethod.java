package io.fourinsight.client.session;

/** How a client proves itself at the token endpoint (RFC 6749 section 2.3.1). */
public enum ClientAuthenticationMethod {
    /** Id and secret as parameters of the form: what Entra expects. */
    POST,
    /** Id and secret, each form-encoded, as HTTP Basic authentication. */
    BASIC
}
