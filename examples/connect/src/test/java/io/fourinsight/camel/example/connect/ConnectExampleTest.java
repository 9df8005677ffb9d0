package io.fourinsight.camel.example.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example, as its command runs it. */
class ConnectExampleTest {

    @Test
    void printsWhatArrivesAndMirrorsTheSeries(@TempDir Path directory) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        new ConnectExample(
                        Path.of(System.getProperty("kafka.libs")),
                        Path.of(System.getProperty("plugins")),
                        directory.toRealPath(),
                        out)
                .run();

        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text.lines().filter(line -> line.startsWith(ConnectExample.GROWING + " {")))
                .hasSizeGreaterThanOrEqualTo(20);
        assertThat(text).containsPattern("the mirror " + ConnectExample.MIRROR + " has \\d+ samples");
    }
}
