package io.fourinsight.camel.session;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A folder of token files, and what a Python package wrote into one. */
final class TokenFileFixture {
    static final URI TOKEN_URL = URI.create("http://127.0.0.1:41699/tenant/oauth2/v2.0/token?p=B2C_1A_Sign");

    /** As the Python package really writes it, with values that are not real. */
    static final String PYTHON_JSON =
            "{\"token_url\": \"http://127.0.0.1:41699/tenant/oauth2/v2.0/token?p=B2C_1A_Sign\","
                    + " \"token_type\": \"Bearer\", \"expires_in\": 3600, \"ext_expires_in\": 3600,"
                    + " \"access_token\": \"ACCESS-5\", \"refresh_token\": \"REFRESH-5\", \"id_token\": \"ID.TOKEN.x\","
                    + " \"not_before\": 1700000000, \"expires_on\": 1700003600, \"resource\": \"ff4737b5\","
                    + " \"id_token_expires_in\": 3600, \"profile_info\": \"eyJ2ZXIi\","
                    + " \"scope\": [\"https://t.onmicrosoft.com/api/write\", \"openid\", \"offline_access\"],"
                    + " \"refresh_token_expires_in\": 1209600, \"expires_at\": 1795455164.0009031}";

    final TokenLocation location;

    TokenFileFixture(Path root) {
        Platform platform = new Platform("Linux", root.toString(), Map.of());
        location = new TokenLocations(platform, root).ofEnvironment(Service.API, "prod", "acme");
    }

    FileTokenStore store() {
        return new FileTokenStore(location, TOKEN_URL::equals, Duration.ofSeconds(15));
    }

    FileTokenStore store(Disk disk, Waiting waiting) {
        return new FileTokenStore(
                location, TOKEN_URL::equals, Duration.ofSeconds(15), disk, waiting, new FileGuard(CurrentUser::get));
    }

    Path file() {
        return location.file();
    }

    Path folder() {
        return location.file().getParent();
    }

    /** Writes in place, as Python does: a new file can be read by everybody, the mode of an old one stays. */
    void put(String text) throws IOException {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    void put(byte[] bytes) throws IOException {
        if (Files.notExists(folder())) {
            Files.createDirectories(folder());
            Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        boolean isNew = Files.notExists(file());
        Files.write(file(), bytes);
        if (isNew) { // whatever the umask of who runs this
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    String text() throws IOException {
        return Files.readString(file());
    }

    static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** The answer to a refresh: another pair of tokens, all other fields as they were. */
    static StoredTokens refreshed(StoredTokens old, String accessToken, String refreshToken) {
        return new StoredTokens(
                Secret.of(accessToken),
                Optional.of(Secret.of(refreshToken)),
                old.tokenUrl(),
                old.expiresAt().plusSeconds(3600),
                old.signedInAt(),
                old.subject(),
                old.fields());
    }
}
