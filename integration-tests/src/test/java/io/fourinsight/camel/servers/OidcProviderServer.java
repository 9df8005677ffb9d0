package io.fourinsight.camel.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The npm package oidc-provider, in the folder that the system property {@code oidc-provider.home} names. */
final class OidcProviderServer extends AuthorizationServer {

    private static final String HOME = "oidc-provider.home";
    private static final Pattern READY = Pattern.compile("^READY (http://\\S+)$");

    @Override
    Optional<String> missing() {
        return unset(HOME).or(this::missingPackage).or(this::missingNode);
    }

    private Optional<String> missingPackage() {
        return Files.isDirectory(home().resolve("node_modules/oidc-provider"))
                ? Optional.empty()
                : Optional.of("oidc-provider is not in " + home() + "; Maven needs npm to put it there");
    }

    private Optional<String> missingNode() {
        try {
            new ProcessBuilder("node", "--version").start().destroy();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("Node.js cannot be started: " + e.getMessage());
        }
    }

    @Override
    URI start() throws IOException {
        ProcessBuilder node = new ProcessBuilder("node", "oidc.mjs").directory(home().toFile());
        return ServerProcess.start(node, READY, Path.of("target/oidc-provider.log"));
    }

    @Override
    String redirectPath() {
        return "/callback";
    }

    private static Path home() {
        return Path.of(System.getProperty(HOME));
    }
}
