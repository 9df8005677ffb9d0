package io.fourinsight.camel.sandbox.page;

import java.net.URI;
import java.util.List;

/**
 * What somebody needs to use the sandbox: ready text, and pages to sign in at.
 *
 * @param address of the sandbox
 */
public record Connection(URI address, List<Snippet> snippets, List<SignIn> signIns) {

    /** Text to copy into a program's configuration. */
    public record Snippet(String title, String text) {}

    /** A page to sign in at, with a user that it takes. */
    public record SignIn(String title, URI page, String user, String password) {}
}
