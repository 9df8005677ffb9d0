package io.fourinsight.client.session.signin;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import org.slf4j.LoggerFactory;

/** Shows the sign-in page to the user. */
@FunctionalInterface
public interface Browser {
    /**
     * Opens the page.
     *
     * @return false if that did not work, so that the user has to open it
     */
    boolean open(URI page);

    /** The browser of the desktop, if there is a desktop. Only its use needs AWT to be there. */
    static Browser desktop() {
        return page -> {
            try {
                if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                    Desktop.getDesktop().browse(page);
                    return true;
                }
            } catch (IOException | RuntimeException | LinkageError e) {
                // by name only: messages quote the URI, which has the state in it
                LoggerFactory.getLogger(Browser.class)
                        .debug("The browser cannot be opened: {}", e.getClass().getName());
            }
            return false;
        };
    }
}
