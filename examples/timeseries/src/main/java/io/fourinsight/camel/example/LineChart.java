package io.fourinsight.camel.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines over some days, drawn as an SVG, which every browser shows. */
final class LineChart {

    /** A value at a time. */
    record Point(Instant time, double value) {}

    /** One line, its points in ascending order of time. */
    record Line(String name, List<Point> points) {}

    private static final int WIDTH = 960;
    private static final int HEIGHT = 420;
    private static final int LEFT = 64;
    private static final int RIGHT = 24;
    private static final int TOP = 56;
    private static final int BOTTOM = 44;
    private static final int VALUE_STEPS = 5;
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final List<String> COLOURS = List.of("a", "b", "c", "d");

    private static final String STYLE = "svg{background:#fff;font:13px system-ui,sans-serif;fill:#16202a}"
            + "polyline{fill:none;stroke-width:1.8}.grid{stroke:#dde3e8}"
            + ".a{stroke:#0b5a7d}.b{stroke:#c2410c}.c{stroke:#1c6b3c}.d{stroke:#7c3aed}"
            + "@media(prefers-color-scheme:dark){svg{background:#18222b;fill:#e8edf2}.grid{stroke:#2b3843}"
            + ".a{stroke:#8fd0ee}.b{stroke:#fdba74}.c{stroke:#8ed8a8}.d{stroke:#c4b5fd}}";

    private final String title;
    private final List<Line> lines;
    private final double firstTime;
    private final double lastTime;
    private final double valueStep;
    private final double lowest;
    private final double highest;

    /** @param lines at most four, with two points altogether or more */
    LineChart(String title, List<Line> lines) {
        this.title = title;
        this.lines = List.copyOf(lines);
        firstTime = all(LineChart::seconds).min(Double::compare).orElseThrow();
        lastTime = all(LineChart::seconds).max(Double::compare).orElseThrow();
        double low = all(Point::value).min(Double::compare).orElseThrow();
        double high = all(Point::value).max(Double::compare).orElseThrow();
        valueStep = roundStep((high - low) / VALUE_STEPS);
        lowest = Math.floor(low / valueStep) * valueStep;
        highest = Math.ceil(high / valueStep) * valueStep;
    }

    private Stream<Double> all(ToDoubleFunction<Point> coordinate) {
        return lines.stream().flatMap(line -> line.points().stream()).map(coordinate::applyAsDouble);
    }

    private static double seconds(Point point) {
        return point.time().toEpochMilli() / 1e3;
    }

    /** The next of 1, 2 and 5, times a power of ten. */
    private static double roundStep(double step) {
        double magnitude = Math.pow(10, Math.floor(Math.log10(step)));
        double digit = step / magnitude;
        return magnitude * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    /** Reads a line from CSV as the routes write it, {@code nanoseconds,value}. */
    static Line read(String name, Path csv) throws IOException {
        List<Point> points = new ArrayList<>();
        for (String row : Files.readAllLines(csv)) {
            String[] cells = row.split(",", 2);
            points.add(new Point(Instant.ofEpochSecond(0, Long.parseLong(cells[0])), Double.parseDouble(cells[1])));
        }
        return new Line(name, points);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, svg());
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        add(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">%n", WIDTH, HEIGHT);
        add(svg, "<title>%s</title>%n<style>%s</style>%n", escape(title), STYLE);
        add(svg, "<text x=\"%d\" y=\"28\" font-size=\"16\" font-weight=\"600\">%s</text>%n", LEFT, escape(title));
        addValues(svg);
        addDays(svg);
        for (int i = 0; i < lines.size(); i++) {
            addLine(svg, lines.get(i), i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void addValues(StringBuilder svg) {
        long steps = Math.round((highest - lowest) / valueStep);
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(valueStep)));
        for (long i = 0; i <= steps; i++) {
            double value = lowest + i * valueStep;
            double y = y(value);
            add(svg, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>%n", LEFT, y, WIDTH - RIGHT);
            String label = String.format(Locale.ROOT, "%." + decimals + "f", value + 0.0);
            add(svg, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n", LEFT - 10, y + 4, label);
        }
    }

    private void addDays(StringBuilder svg) {
        for (long time = (long) Math.ceil(firstTime / DAY) * DAY; time <= lastTime; time += DAY) {
            double x = x(time);
            add(svg, "<path class=\"grid\" d=\"M%.1f %dV%d\"/>%n", x, TOP, HEIGHT - BOTTOM);
            String day = Instant.ofEpochSecond(time).toString().substring(0, 10);
            add(svg, "<text x=\"%.1f\" y=\"%d\">%s</text>%n", x, HEIGHT - BOTTOM + 20, day);
        }
    }

    private void addLine(StringBuilder svg, Line line, int number) {
        String colour = COLOURS.get(number);
        int x = WIDTH - RIGHT - 130 * (lines.size() - number);
        add(svg, "<path class=\"%s\" stroke-width=\"3\" d=\"M%d 24h22\"/>%n", colour, x);
        add(svg, "<text x=\"%d\" y=\"28\">%s</text>%n", x + 30, escape(line.name()));
        String points = line.points().stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(seconds(point)), y(point.value())))
                .collect(Collectors.joining(" "));
        add(svg, "<polyline class=\"%s\" points=\"%s\"/>%n", colour, points);
    }

    private double x(double seconds) {
        return LEFT + (seconds - firstTime) / (lastTime - firstTime) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return TOP + (highest - value) / (highest - lowest) * (HEIGHT - TOP - BOTTOM);
    }

    /** The root locale: coordinates have a decimal point wherever this runs. */
    private static void add(StringBuilder svg, String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
