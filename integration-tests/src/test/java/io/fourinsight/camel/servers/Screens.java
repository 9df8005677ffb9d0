package io.fourinsight.camel.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Shows a page on the screens that people have, and keeps what they would see in {@code target/screenshots}. */
enum Screens {
    DESKTOP(1280, 800, false, false),
    DESKTOP_AT_NIGHT(1280, 800, false, true),
    PHONE(390, 844, true, false),
    PHONE_AT_NIGHT(390, 844, true, true);

    private static final Path FOLDER = Path.of("target/screenshots");

    private final int width;
    private final int height;
    private final boolean phone;
    private final boolean night;

    Screens(int width, int height, boolean phone, boolean night) {
        this.width = width;
        this.height = height;
        this.phone = phone;
        this.night = night;
    }

    /** Nobody should have to scroll sideways, on none of them; everything else is for eyes to judge. */
    static void show(BrowserWindow window, String page) throws IOException {
        for (Screens screen : values()) {
            window.become(screen.width, screen.height, screen.phone, screen.night);
            String name = page + "-" + screen.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".png";
            window.screenshot(FOLDER.resolve(name));
            assertThat(window.evaluate("document.documentElement.scrollWidth").intValue())
                    .as(name)
                    .isLessThanOrEqualTo(screen.width);
        }
    }
}
