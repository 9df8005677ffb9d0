package io.fourinsight.camel.servers;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keycloak with a realm of ours, in the folder that the system property {@code keycloak.home} names. */
final class KeycloakServer extends AuthorizationServer {

    private static final String HOME = "keycloak.home";
    private static final String REALM = "fourinsight";
    private static final Pattern READY = Pattern.compile("Listening on: (http://\\S+)");

    @Override
    Optional<String> missing() {
        return unset(HOME)
                .or(() -> Files.exists(script())
                        ? Optional.empty()
                        : Optional.of(script() + " does not exist; run Maven with -Preal-servers"));
    }

    @Override
    URI start() throws IOException {
        importRealm();
        // Always these options: with others it would build itself anew, which takes longer than the start.
        ProcessBuilder keycloak = new ProcessBuilder(
                "sh",
                script().toString(),
                "start-dev",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=0",
                "--import-realm");
        Map<String, String> environment = keycloak.environment();
        environment.keySet().removeIf(name -> name.startsWith("KC_")); // would be options, too
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1"); // starts sooner; it does not live for long
        URI url = ServerProcess.start(keycloak, READY, Path.of("target/keycloak.log"));
        return URI.create(url + "/realms/" + REALM);
    }

    @Override
    String redirectPath() {
        return null;
    }

    /** To the only place and under the only name that it is looked for. */
    private static void importRealm() throws IOException {
        String name = REALM + "-realm.json";
        Path folder = Files.createDirectories(home().resolve("data/import"));
        try (InputStream realm = KeycloakServer.class.getResourceAsStream("/servers/" + name)) {
            Files.copy(realm, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path script() {
        return home().resolve("bin/kc.sh");
    }

    private static Path home() {
        return Path.of(System.getProperty(HOME));
    }
}
