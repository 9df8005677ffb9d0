package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class LineChartTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void aLineHasAllItsPointsFromTheLeftToTheRight() throws Exception {
        Document svg = parse(chart("levels", line("north", 0, 1, -1, 0.5)).svg());

        String[] points = text(svg, "polyline", "points").get(0).split(" ");
        assertThat(points).hasSize(4);
        assertThat(points[0]).startsWith("64.0,");
        assertThat(points[3]).startsWith("936.0,");
        // The highest value is at the top, the lowest one at the bottom.
        assertThat(points[1]).endsWith(",56.0");
        assertThat(points[2]).endsWith(",376.0");
    }

    @Test
    void axesHaveRoundValuesAndDays() throws Exception {
        List<String> texts =
                texts(parse(chart("levels", line("north", 0.02, 0.93)).svg()));

        assertThat(texts).contains("0.0", "0.2", "0.4", "0.6", "0.8", "1.0", "2026-03-01", "2026-03-02");
    }

    @Test
    void eachLineHasItsNameAndColour() throws Exception {
        Document svg = parse(
                chart("a < b & c", line("north", 1, 2), line("<south>", 2, 3)).svg());

        assertThat(texts(svg)).contains("a < b & c", "north", "<south>");
        assertThat(text(svg, "polyline", "class")).containsExactly("a", "b");
    }

    @Test
    void numbersHaveAPointInEveryCountry() {
        Locale before = Locale.getDefault();
        LineChart chart = chart("levels", line("north", 0.5, 1.5));
        String expected = chart.svg();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(chart.svg()).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void linesAreReadFromTheCsvOfTheRoutes(@TempDir Path directory) throws Exception {
        Path csv = Files.writeString(directory.resolve("a.csv"), "1000000000,0.5\r\n2500000000,-1\r\n");

        assertThat(LineChart.read("north", csv).points())
                .containsExactly(
                        new LineChart.Point(Instant.ofEpochSecond(1), 0.5),
                        new LineChart.Point(Instant.ofEpochMilli(2500), -1));
    }

    private static LineChart chart(String title, LineChart.Line... lines) {
        return new LineChart(title, List.of(lines));
    }

    /** A value a day. */
    private static LineChart.Line line(String name, double... values) {
        List<LineChart.Point> points = new ArrayList<>();
        for (int day = 0; day < values.length; day++) {
            points.add(new LineChart.Point(START.plusSeconds(86_400L * day), values[day]));
        }
        return new LineChart.Line(name, points);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document svg) {
        List<String> texts = new ArrayList<>();
        NodeList found = svg.getElementsByTagName("text");
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getTextContent());
        }
        return texts;
    }

    private static List<String> text(Document svg, String element, String attribute) {
        List<String> texts = new ArrayList<>();
        NodeList found = svg.getElementsByTagName(element);
        for (int i = 0; i < found.getLength(); i++) {
            texts.add(found.item(i).getAttributes().getNamedItem(attribute).getNodeValue());
        }
        return texts;
    }
}
