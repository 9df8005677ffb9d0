package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looks at one run of the demo. */
class DemoTest {

    private static final Instant FIRST_DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant SIXTH_DAY = Instant.parse("2026-03-06T00:00:00Z");

    @TempDir
    private static Path directory;

    private static final Output output = new Output();
    private static Sandbox sandbox;

    @BeforeAll
    static void runDemo() throws Exception {
        sandbox = Sandbox.start();
        Demo.run(sandbox, directory, output.stream());
    }

    @AfterAll
    static void closeSandbox() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({Sandbox.BERGEN + ",bergen", Sandbox.STAVANGER + ",stavanger"})
    void csvHoldsExactlyTheSamplesAskedFor(String seriesId, String gauge) throws IOException {
        List<Reading> asked = WaterLevels.hourlyMeans(gauge, FIRST_DAY, SIXTH_DAY);

        List<Reading> written = Reading.readAll(directory.resolve(seriesId + ".csv"));

        assertThat(asked).hasSize(5 * 24);
        assertThat(written).containsExactlyElementsOf(asked);
    }

    @Test
    void thereIsOneFileForEachSeriesAndOneThatShowsThem() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(Sandbox.BERGEN + ".csv", Sandbox.STAVANGER + ".csv", "levels.svg");
        }
    }

    @ParameterizedTest
    @CsvSource({Sandbox.BERGEN + ",bergen", Sandbox.STAVANGER + ",stavanger"})
    void eachExchangePrintsOneLineWithTheMeanOfItsDay(String seriesId, String gauge) throws IOException {
        List<Reading> asked = WaterLevels.hourlyMeans(gauge, FIRST_DAY, SIXTH_DAY);
        List<String> expected = Stream.of(1, 2, 3, 4, 5)
                .map(day -> "%s: 24 samples, 2026-03-0%d%s to 2026-03-0%d%s, mean %s"
                        .formatted(seriesId, day, "T00:00:00Z", day, "T23:00:00Z", mean(asked, day)))
                .toList();

        assertThat(output.lines()).filteredOn(line -> line.startsWith(seriesId)).isEqualTo(expected);
    }

    @Test
    void twoTokensServeTenRequests() {
        assertThat(output.lines()).contains("token requests: 2", "API requests: 10");
    }

    @Test
    void itBeginsWithTheAddressAndEndsWithTheFiles() {
        assertThat(output.lines())
                .hasSize(16)
                .startsWith("sandbox: " + sandbox.pageUrl())
                .endsWith("written: " + directory.resolve("levels.svg").toAbsolutePath());
        assertThat(output.lines().subList(13, 16))
                .allSatisfy(line -> assertThat(Path.of(line.substring("written: ".length())))
                        .isRegularFile());
    }

    @Test
    void outputHoldsNoSecretAndNoToken() {
        List<String> tokens = sandbox.requests().last().stream()
                .flatMap(request -> request.headers().getOrDefault("Authorization", List.of()).stream())
                .map(header -> header.replaceFirst("^Bearer ", ""))
                .distinct()
                .toList();

        assertThat(tokens).hasSize(2);
        assertThat(output.text()).doesNotContain(tokens).doesNotContain(Sandbox.CLIENT_SECRET);
    }

    private static String mean(List<Reading> readings, int day) {
        double sum = 0;
        for (Reading reading : readings.subList(24 * (day - 1), 24 * day)) {
            sum += reading.value();
        }
        return String.format(Locale.ROOT, "%.4f", sum / 24);
    }
}
