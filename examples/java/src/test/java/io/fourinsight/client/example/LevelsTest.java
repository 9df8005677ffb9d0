package io.fourinsight.client.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.FourInsight;
import io.fourinsight.client.session.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of docs/java.md. */
class LevelsTest {

    private static final Path PAGE = Path.of("../../docs/java.md");
    private static final Path PROGRAM = Path.of("src/main/java/io/fourinsight/client/example/Levels.java");

    @Test
    void programPrintsTheHoursAndKeepsTheSamples(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path file = folder.resolve("levels.csv");
        try (Sandbox sandbox = Sandbox.start();
                FourInsight fourInsight = FourInsight.builder()
                        .credentials(Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET)
                        .tokenUrl(sandbox.tokenUrl().toString())
                        .url(Service.API, sandbox.apiUrl().toString())
                        .url(Service.RESERVOIR, sandbox.reservoirUrl().toString())
                        .build()) {
            Instant day = Instant.parse("2026-03-01T00:00:00Z");
            Levels.read(fourInsight, Sandbox.STAVANGER, day, file, new PrintStream(out, true, StandardCharsets.UTF_8));
        }

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(24)
                .first()
                .asString()
                .startsWith("2026-03-01T00:00:00Z ");
        assertThat(Files.readAllLines(file)).hasSizeGreaterThan(24);
    }

    @Test
    void pageShowsTheProgram() throws IOException {
        String program = Files.readString(PROGRAM);

        assertThat(Files.readString(PAGE)).contains(program.substring(program.indexOf("/**")));
    }
}
