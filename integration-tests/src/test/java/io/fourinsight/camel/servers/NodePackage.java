package io.fourinsight.camel.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An npm package with a server in it, in the folder that the system property {@code node-servers.home} names. */
record NodePackage(String name) {

    private static final String HOME = "node-servers.home";

    /** Why nothing of it can be started here, if so. */
    Optional<String> missing() {
        return Missing.property(HOME).or(this::missingPackage).or(NodePackage::missingNode);
    }

    private Optional<String> missingPackage() {
        return Files.isDirectory(home().resolve("node_modules").resolve(name))
                ? Optional.empty()
                : Optional.of(name + " is not in " + home() + "; Maven needs npm to put it there");
    }

    private static Optional<String> missingNode() {
        try {
            new ProcessBuilder("node", "--version").start().destroy();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("Node.js cannot be started: " + e.getMessage());
        }
    }

    /** Runs a script beside the package. */
    ProcessBuilder run(String script) {
        return new ProcessBuilder("node", script).directory(home().toFile());
    }

    private static Path home() {
        return Path.of(System.getProperty(HOME));
    }
}
