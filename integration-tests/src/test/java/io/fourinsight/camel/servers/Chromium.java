package io.fourinsight.camel.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Chromium without a screen, for the tests of a class, through the program that the system property {@code
 * chromedriver} names; all classes share its one process.
 */
final class Chromium implements BeforeEachCallback {

    private static final String PROPERTY = "chromedriver";
    private static final Pattern READY = Pattern.compile("started successfully on port (\\d+)");

    private URI driver;

    /** A new window, with nothing in it that another one left. */
    BrowserWindow window() throws IOException {
        return BrowserWindow.open(driver);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        AuthorizationServer.unset(PROPERTY).ifPresent(Missing::because);
        String program = System.getProperty(PROPERTY);
        if (!canRun(program)) {
            Missing.because(program + " cannot be started; it comes with the package chromium-driver");
        }
        driver = context.getRoot()
                .getStore(Namespace.create(Chromium.class))
                .getOrComputeIfAbsent(PROPERTY, name -> start(program), URI.class);
    }

    private static boolean canRun(String program) {
        try {
            new ProcessBuilder(program, "--version").start().destroy();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static URI start(String program) {
        try {
            ProcessBuilder driver = new ProcessBuilder(program, "--port=0");
            URI port = ServerProcess.start(driver, READY, Path.of("target/chromedriver.log"));
            return URI.create("http://127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
