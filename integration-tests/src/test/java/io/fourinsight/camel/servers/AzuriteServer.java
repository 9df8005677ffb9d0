package io.fourinsight.camel.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Azurite, Microsoft's blob store for development, for the tests of a class; all classes share its one process. */
final class AzuriteServer implements BeforeEachCallback {

    private static final NodePackage PACKAGE = new NodePackage("azurite");
    private static final Pattern READY = Pattern.compile("successfully listens on (http://\\S+)");

    private URI origin;

    /** Scheme, host and port. */
    URI origin() {
        return origin;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        PACKAGE.missing().ifPresent(Missing::because);
        origin = context.getRoot()
                .getStore(Namespace.create(AzuriteServer.class))
                .getOrComputeIfAbsent(PACKAGE, AzuriteServer::start, URI.class);
    }

    private static URI start(NodePackage azurite) {
        try {
            return ServerProcess.start(azurite.run("azurite.mjs"), READY, Path.of("target/azurite.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
