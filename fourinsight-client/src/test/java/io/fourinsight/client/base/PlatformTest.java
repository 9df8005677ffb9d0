package io.fourinsight.client.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlatformTest {

    @Test
    void cachesAreWhereTheOperatingSystemHasThem() {
        assertThat(new Platform("Linux", "/home/ada", Map.of()).cacheHome()).isEqualTo(Path.of("/home/ada/.cache"));
        assertThat(new Platform("Linux", "/home/ada", Map.of("XDG_CACHE_HOME", "/cache")).cacheHome())
                .isEqualTo(Path.of("/cache"));
        assertThat(new Platform("Linux", "/home/ada", Map.of("XDG_CACHE_HOME", "cache")).cacheHome())
                .as("a relative one is ignored")
                .isEqualTo(Path.of("/home/ada/.cache"));
        assertThat(new Platform("Mac OS X", "/Users/ada", Map.of()).cacheHome())
                .isEqualTo(Path.of("/Users/ada/Library/Caches"));
        assertThat(new Platform("Windows 11", "C:/Users/ada", Map.of("LOCALAPPDATA", "C:/Users/ada/Local")).cacheHome())
                .isEqualTo(Path.of("C:/Users/ada/Local"));
    }
}
