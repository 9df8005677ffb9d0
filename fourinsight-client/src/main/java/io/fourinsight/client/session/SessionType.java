package io.fourinsight.client.session;

/** The two ways to authenticate. */
public enum SessionType {
    /** A service account: OAuth 2.0 client credentials (RFC 6749 section 4.4), nothing kept on disk. */
    CLIENT,
    /** A person who signs in: authorization code (RFC 6749 section 4.1). */
    USER
}
