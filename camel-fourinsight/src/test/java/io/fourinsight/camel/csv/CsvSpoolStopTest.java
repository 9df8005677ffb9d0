package io.fourinsight.camel.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The temporary files of {@code streaming=true}, where a route is stopped while an exchange is under way. */
class CsvSpoolStopTest {

    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    private Path folder;

    private final String before = System.getProperty(TEMPORARY);
    private final CamelContext context = new DefaultCamelContext();
    private final CountDownLatch underWay = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        System.setProperty(TEMPORARY, folder.toString());
        FourInsightCsvDataFormat format = new FourInsightCsvDataFormat();
        format.setStreaming(true);
        context.getRegistry().bind("streamed", format);
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stuck").unmarshal().custom("streamed").process(exchange -> {
                    underWay.countDown();
                    new CountDownLatch(1).await();
                });
            }
        });
        context.start();
    }

    @AfterEach
    void restore() {
        context.stop();
        System.setProperty(TEMPORARY, before);
    }

    private List<Path> left() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void stoppedRouteLeavesNoFile() throws Exception {
        context.createProducerTemplate().asyncSendBody("direct:stuck", "time,a,b\n2026-01-01,1,2\n");
        assertThat(underWay.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(left()).hasSize(1);

        context.stop();

        Eventually.holds(() -> left().isEmpty(), "the temporary files are gone");
    }
}
