package io.fourinsight.client.session.store;

import io.fourinsight.client.base.OwnFiles;
import io.fourinsight.client.base.Platform;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.base.Waiting;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenUrlRule;
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
public final class TokenFileFixture {
    public static final URI TOKEN_URL = URI.create("http://127.0.0.1:41699/tenant/oauth2/v2.0/token?p=B2C_1A_Sign");
    private static final TokenUrlRule OWN = new TokenUrlRule(TOKEN_URL, SignInHosts.DEFAULT);

    /** As the Python package really writes it, with values that are not real. */
    public static final String PYTHON_JSON =
            "{\"token_url\": \"http://127.0.0.1:41699/tenant/oauth2/v2.0/token?p=B2C_1A_Sign\","
                    + " \"token_type\": \"Bearer\", \"expires_in\": 3600, \"ext_expires_in\": 3600,"
                    + " \"access_token\": \"ACCESS-5\", \"refresh_token\": \"REFRESH-5\", \"id_token\": \"ID.TOKEN.x\","
                    + " \"not_before\": 1700000000, \"expires_on\": 1700003600, \"resource\": \"ff4737b5\","
                    + " \"id_token_expires_in\": 3600, \"profile_info\": \"eyJ2ZXIi\","
                    + " \"scope\": [\"https://t.onmicrosoft.com/api/write\", \"openid\", \"offline_access\"],"
                    + " \"refresh_token_expires_in\": 1209600, \"expires_at\": 1795455164.0009031}";

    final TokenLocations.Location location;

    public TokenFileFixture(Path root) {
        Platform platform = new Platform("Linux", root.toString(), Map.of());
        location = new TokenLocations(platform, root).ofEnvironment(Service.API, "prod", "acme");
    }

    public FileTokenStore store() {
        return new FileTokenStore(location, OWN::objection, Duration.ofSeconds(15));
    }

    public FileTokenStore store(Disk disk, Waiting waiting) {
        return new FileTokenStore(
                location, OWN::objection, Duration.ofSeconds(15), disk, waiting, new FileGuard(OwnFiles.ofProcess()));
    }

    public Path file() {
        return location.file();
    }

    Path folder() {
        return location.folder();
    }

    /** Writes in place, as Python does: a new file can be read by everybody, the mode of an old one stays. */
    public void put(String text) throws IOException {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    public void put(byte[] bytes) throws IOException {
        if (Files.notExists(folder())) {
            Files.createDirectories(folder());
            Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        boolean isNew = Files.notExists(file());
        Files.write(file(), bytes);
        if (isNew) { // whatever the umask of this process is
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    public String text() throws IOException {
        return Files.readString(file());
    }

    public static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** The answer to a refresh: another pair of tokens, all other fields as they were. */
    public static StoredTokens refreshed(StoredTokens old, String accessToken, String refreshToken) {
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
