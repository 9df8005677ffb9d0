package io.fourinsight.camel.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.servers.BrowserWindow.Finger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Fingers on the plot of the sandbox's page, on a phone. */
@Timeout(120)
class BrowserSandboxTouchTest {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SAMPLES = 10_000;
    private static final double WHOLE = (SAMPLES - 1) * 1000.0;

    /** How exactly a finger of whole pixels says a time, as a share of what is shown. */
    private static final double PIXELS = 0.02;

    private Sandbox sandbox;
    private BrowserWindow window;

    @BeforeEach
    void showSeriesOnPhone() throws IOException {
        sandbox = Sandbox.start();
        sandbox.addSeries("sea", START, Duration.ofSeconds(1), SAMPLES, second -> Math.sin(second / 900.0));
        window = CHROMIUM.window();
        window.become(390, 844, true, false);
        window.go(sandbox.pageUrl().resolve("#series/sea"));
        window.find("//div[@id='plot'][@data-samples='" + SAMPLES + "']");
        window.find("//*[@id='series-list']//button"); // above the plot, so it moves it
        window.evaluate("plot.chart.over.scrollIntoView({ block: 'center' })");
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
        if (window != null) {
            window.close();
        }
    }

    @Test
    void twoFingersKeepTheTimesBelowThemWhenTheySpreadAndClose() throws IOException {
        window.press(at(0.4), at(0.6));
        window.drag(at(0.3), at(0.7));
        window.drag(at(0.1), at(0.9));
        assertThat(shown()).isCloseTo(WHOLE / 4, within(WHOLE * PIXELS));
        assertThat(timeAt(0.1)).isCloseTo(WHOLE * 0.4, within(WHOLE * PIXELS));
        assertThat(timeAt(0.9)).isCloseTo(WHOLE * 0.6, within(WHOLE * PIXELS));
        window.screenshot(Path.of("target/screenshots/sandbox-page-pinched-phone.png"));

        window.drag(at(0.45), at(0.55));
        window.lift();
        assertThat(shown()).isEqualTo(WHOLE);
    }

    @Test
    void fingersAboveEachOtherZoomToo() throws IOException {
        window.press(at(0.5, -20), at(0.5, 20));
        window.drag(at(0.5, -40), at(0.5, 40));
        window.lift();

        assertThat(shown()).isCloseTo(WHOLE / 2, within(WHOLE * PIXELS));
    }

    @Test
    void twoFingersAreKeptFromTheBrowser() throws IOException {
        noteMoves();
        window.press(at(0.4), at(0.6));
        window.drag(at(0.35, 20), at(0.65, 20));
        window.drag(at(0.3, 40), at(0.7, 40));
        window.lift();

        assertThat(movesKept()).isNotEmpty().containsOnly(true);
    }

    @Test
    void oneFingerMovesWhatIsZoomed() throws IOException {
        zoom();
        double length = shown();
        double held = timeAt(0.7);
        window.press(at(0.7));
        window.drag(at(0.6));
        window.drag(at(0.3));
        window.lift();

        assertThat(shown()).isEqualTo(length);
        assertThat(timeAt(0.3)).isCloseTo(held, within(length * PIXELS));
    }

    @Test
    void fingerThatStaysAfterAnotherOneDoesNotMakeThePlotJump() throws IOException {
        window.press(at(0.4), at(0.6));
        window.drag(at(0.1), at(0.9));
        double held = timeAt(0.1);
        window.lift(at(0.1));
        window.drag(at(0.15));
        window.drag(at(0.3));
        window.lift();

        assertThat(timeAt(0.3)).isCloseTo(held, within(WHOLE * PIXELS));
    }

    @Test
    void oneFingerThatGoesUpOrDownIsForTheBrowserToScroll() throws IOException {
        assertThat(window.evaluate("getComputedStyle(plot.root).touchAction").textValue())
                .isEqualTo("pan-y");
        noteMoves();
        goUp();
        zoom();
        double first = timeAt(0);
        window.evaluate("moves.length = 0");
        goUp();

        assertThat(timeAt(0)).isEqualTo(first);
    }

    /** Not quite straight. */
    private void goUp() throws IOException {
        window.press(at(0.5));
        window.drag(at(0.52, -40));
        window.drag(at(0.7, -80));
        window.lift();
        assertThat(movesKept()).isNotEmpty().containsOnly(false);
    }

    private void noteMoves() throws IOException {
        window.evaluate("(window.moves = [],"
                + " addEventListener('touchmove', event => moves.push(event.defaultPrevented)), 0)");
    }

    /** Of each move of fingers, whether the browser was kept from making a gesture of it. */
    private List<Boolean> movesKept() throws IOException {
        List<Boolean> kept = new ArrayList<>();
        window.evaluate("moves").forEach(move -> kept.add(move.booleanValue()));
        return kept;
    }

    @Test
    void twoTapsShowAll() throws IOException {
        zoom();
        window.tap(at(0.5), 2);

        assertThat(shown()).isEqualTo(WHOLE);
    }

    private void zoom() throws IOException {
        window.press(at(0.4), at(0.6));
        window.drag(at(0.1), at(0.9));
        window.lift();
        assertThat(shown()).isLessThan(WHOLE / 3);
    }

    /** A finger at a share of the plot's width. */
    private Finger at(double share) throws IOException {
        return at(share, 0);
    }

    private Finger at(double share, double below) throws IOException {
        JsonNode plot = window.evaluate("plot.chart.over.getBoundingClientRect().toJSON()");
        return new Finger(
                plot.required("left").doubleValue() + plot.required("width").doubleValue() * share,
                plot.required("top").doubleValue() + plot.required("height").doubleValue() / 2 + below);
    }

    /** The time at a share of the plot's width, in milliseconds from the first sample. */
    private double timeAt(double share) throws IOException {
        return number("plot.range().min + " + share + " * (plot.range().max - plot.range().min)")
                - START.toEpochMilli();
    }

    private double shown() throws IOException {
        return number("plot.range().max - plot.range().min");
    }

    private double number(String expression) throws IOException {
        return window.evaluate(expression).doubleValue();
    }
}
