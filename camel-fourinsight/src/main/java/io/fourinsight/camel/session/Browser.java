package io.fourinsight.camel.session;

import java.net.URI;

/** Shows the sign-in page to the user. */
@FunctionalInterface
public interface Browser {
    /**
     * Opens the page.
     *
     * @return false if that did not work, so that the user has to open it
     */
    boolean open(URI page);

    /** The browser of the desktop, if there is a desktop. */
    static Browser desktop() {
        return DesktopBrowser::open;
    }
}
