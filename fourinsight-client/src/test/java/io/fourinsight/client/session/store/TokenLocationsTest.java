package io.fourinsight.client.session.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fourinsight.client.base.Platform;
import io.fourinsight.client.session.Service;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLocationsTest {
    private static final Platform LINUX = new Platform("Linux", "/home/ada", Map.of());
    private static final Platform MAC = new Platform("Mac OS X", "/Users/ada", Map.of());
    private static final Platform WINDOWS = new Platform(
            "Windows 11",
            "C:/Users/ada",
            Map.of("USERPROFILE", "C:/Users/ada", "LOCALAPPDATA", "C:/Users/ada/AppData/Local"));

    @Test
    void productionIsWherePythonHasIt() {
        assertThat(prod(LINUX, Service.API)).isEqualTo("/home/ada/.fourinsight/api/token");
        assertThat(prod(MAC, Service.API)).isEqualTo("/Users/ada/.config/.fourinsight/api/token");
        assertThat(prod(WINDOWS, Service.API)).isEqualTo("C:/Users/ada/.fourinsight/api/token");
        assertThat(prod(LINUX, Service.RESERVOIR)).isEqualTo("/home/ada/.local/share/datareservoirio/token.PROD");
        assertThat(prod(MAC, Service.RESERVOIR))
                .isEqualTo("/Users/ada/Library/Application Support/datareservoirio/token.PROD");
        assertThat(prod(WINDOWS, Service.RESERVOIR))
                .isEqualTo("C:/Users/ada/AppData/Local/datareservoirio/datareservoirio/token.PROD");
    }

    @Test
    void theEnvironmentOfTheProcessCounts() {
        Platform elsewhere = new Platform("Linux", "/home/ada", Map.of("XDG_DATA_HOME", "/data"));
        assertThat(prod(elsewhere, Service.RESERVOIR)).isEqualTo("/data/datareservoirio/token.PROD");
        Platform relative = new Platform("Linux", "/home/ada", Map.of("XDG_DATA_HOME", "data"));
        assertThat(prod(relative, Service.RESERVOIR)).startsWith("/home/ada/.local/share/");
        Platform container = new Platform("Linux", "?", Map.of("HOME", "/home/app"));
        assertThat(prod(container, Service.API)).isEqualTo("/home/app/.fourinsight/api/token");
        Platform bareWindows = new Platform("Windows 11", "C:/Users/ada", Map.of());
        assertThat(prod(bareWindows, Service.RESERVOIR)).startsWith("C:/Users/ada/AppData/Local/");
        Platform nowhere = new Platform("Linux", "?", Map.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prod(nowhere, Service.API))
                .withMessageContaining("tokenDirectory");
    }

    @Test
    void theSessionKeyIsTheExtension() {
        assertThat(path(LINUX, Service.API, "prod", "acme")).endsWith("/api/token.acme");
        assertThat(path(LINUX, Service.RESERVOIR, "prod", "acme")).endsWith("/token.PROD.acme");
        assertThat(path(LINUX, Service.API, "prod", "lock")).endsWith("/api/token.lock");
    }

    @Test
    void anEnvironmentHasItsOwnFile() {
        assertThat(path(LINUX, Service.API, "TEST", "acme")).endsWith("/.fourinsight/api/test/token.acme");
        assertThat(path(LINUX, Service.RESERVOIR, "test", "acme")).endsWith("/token.TEST.acme");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> path(LINUX, Service.API, "../prod", null))
                .withMessageContaining("../prod");
    }

    @Test
    void aTokenDirectoryKeepsTheServicesApart() {
        TokenLocations locations = new TokenLocations(LINUX, Path.of("/srv/tokens/../keys"));
        TokenLocations.Location api = locations.ofEnvironment(Service.API, "prod", "a");
        TokenLocations.Location reservoir = locations.ofEnvironment(Service.RESERVOIR, "prod", "a");
        assertThat(text(api)).isEqualTo("/srv/keys/api/token.a");
        assertThat(text(reservoir)).isEqualTo("/srv/keys/reservoir/token.PROD.a");
        assertThat(api.root()).isEqualTo(Path.of("/srv/keys"));
    }

    @Test
    void everyOtherUrlHasItsOwnFile() {
        Stream<String> urls = Stream.of(
                "https://api.example.com/",
                "http://api.example.com:443/",
                "https://api.example.com:8443/",
                "https://api.example.com/other",
                "https://[::1]/",
                "https://con/");
        assertThat(urls.map(TokenLocationsTest::ofUrl)).doesNotHaveDuplicates().allSatisfy(path -> assertThat(path)
                .matches("/home/ada/\\.fourinsight/api/at-[a-z0-9._-]+_\\d+-[0-9a-f]{8}/token\\.acme"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com,https://API.example.com:443/",
        "http://localhost/api,http://localhost:80/api/",
    })
    void twoWaysToWriteAUrlMeanOneFile(String one, String other) {
        assertThat(ofUrl(one)).isEqualTo(ofUrl(other));
    }

    @Test
    void eachPortHasItsOwnFile() {
        assertThat(ofUrl("https://api.example.com:0/")).isNotEqualTo(ofUrl("https://api.example.com/"));
    }

    @Test
    void aFileIsInAFolderBelowItsRoot() {
        Path root = Path.of("/home/ada/tokens");
        assertThat(new TokenLocations.Location(root, root.resolve("api/token")).root())
                .isEqualTo(root);
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenLocations.Location(root, root.resolve("token")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenLocations.Location(root, Path.of("/home/ada/api/token")));
    }

    @Test
    void aUrlWithoutHostIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ofUrl("/relative"));
        assertThatIllegalArgumentException().isThrownBy(() -> ofUrl("file:///etc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "NUL", "Com1", "lpt9.x", "aux.old", "../x", "a/b", "a\\b", "..", "x.", "x.lock", ""})
    void keysThatLeaveTheFolderOrNameADeviceAreRefused(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> path(LINUX, Service.API, "prod", key))
                .withMessageContaining("sessionKey '" + key + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"console", "com10", "x.con", "nul-l"})
    void keysThatOnlyLookLikeADeviceAreTaken(String key) {
        assertThat(path(LINUX, Service.API, "prod", key)).endsWith("/token." + key);
    }

    private static String prod(Platform platform, Service service) {
        return path(platform, service, "prod", null);
    }

    private static String path(Platform platform, Service service, String environment, String key) {
        return text(new TokenLocations(platform, null).ofEnvironment(service, environment, key));
    }

    private static String ofUrl(String url) {
        return text(new TokenLocations(LINUX, null).ofUrl(Service.API, URI.create(url), "acme"));
    }

    private static String text(TokenLocations.Location location) {
        return location.file().toString().replace('\\', '/');
    }
}
