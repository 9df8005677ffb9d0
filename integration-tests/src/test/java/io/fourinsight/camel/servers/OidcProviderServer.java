package io.fourinsight.camel.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The npm package oidc-provider. */
final class OidcProviderServer extends AuthorizationServer {

    private static final NodePackage PACKAGE = new NodePackage("oidc-provider");
    private static final Pattern READY = Pattern.compile("^READY (http://\\S+)$");

    @Override
    Optional<String> missing() {
        return PACKAGE.missing();
    }

    @Override
    URI start() throws IOException {
        return ServerProcess.start(PACKAGE.run("oidc.mjs"), READY, Path.of("target/oidc-provider.log"));
    }

    @Override
    String redirectPath() {
        return "/callback";
    }
}
