package io.fourinsight.camel.session;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the browser through AWT; apart from all others, so that nobody else needs AWT to be there. */
final class DesktopBrowser {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopBrowser.class);

    private DesktopBrowser() {}

    static boolean open(URI page) {
        try {
            if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                Desktop.getDesktop().browse(page);
                return true;
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            // by name only: messages quote the URI, which has the state in it
            LOG.debug("The browser cannot be opened: {}", e.getClass().getName());
        }
        return false;
    }
}
