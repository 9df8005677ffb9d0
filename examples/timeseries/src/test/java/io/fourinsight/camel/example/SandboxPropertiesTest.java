package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses the file of properties that the sandbox writes, unchanged, in both ways that Camel Main takes it. */
class SandboxPropertiesTest {

    @TempDir
    private Path directory;

    private final Sandbox sandbox = Sandbox.start();
    private final List<TimeSeries> read = new ArrayList<>();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void fileIsTheConfiguration() throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("file:" + written());

        readTheLastHour(main);
    }

    /** As {@code -Dcamel.main.override-properties-location=file:…} beside the properties of an application. */
    @Test
    void fileOverridesThatOfAnApplication() throws Exception {
        Path application = Files.writeString(
                directory.resolve("application.properties"),
                """
                camel.component.fourinsight.client-id=another
                camel.component.fourinsight.client-secret={{env:NOT_SET_AT_ALL}}
                """);
        System.setProperty("camel.main.override-properties-location", "file:" + written());
        try {
            Main main = new Main();
            main.setDefaultPropertyPlaceholderLocation("file:" + application);

            readTheLastHour(main);
        } finally {
            System.clearProperty("camel.main.override-properties-location");
        }
    }

    /** As the page of the sandbox has it. */
    @Test
    void seriesIsPolledByItsMetadata() throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("file:" + written());
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("fourinsight:timeseries?operation=data&namespace=sandbox&key=tide-bergen&initialStart=now-1h"
                                + "&cursorName=polled")
                        .process(exchange -> read.add(exchange.getMessage().getBody(TimeSeries.class)));
            }
        });
        main.configure()
                .withRoutesIncludePattern("false")
                .withDurationMaxMessages(1)
                .withDurationMaxSeconds(60);
        main.run();

        assertThat(read).isNotEmpty();
        assertThat(read.get(0).size()).isBetween(50, 60);
    }

    /** Raw, and in means; there is always an hour of it. */
    private void readTheLastHour(Main main) throws Exception {
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:once?delay=0&repeatCount=1")
                        .to("fourinsight:timeseries?operation=data&seriesId={{sandbox.series-id}}&start=now-1h&end=now")
                        .process(exchange -> read.add(exchange.getMessage().getBody(TimeSeries.class)))
                        .to("fourinsight:timeseries?seriesId={{sandbox.other-series-id}}&start=now-65m&end=now-5m"
                                + "&aggregationPeriod=1m&aggregationFunction=mean")
                        .process(exchange -> read.add(exchange.getMessage().getBody(TimeSeries.class)));
            }
        });
        main.configure()
                .withRoutesIncludePattern("false") // not the routes of this module
                .withDurationMaxMessages(1)
                .withDurationMaxSeconds(60);
        main.run();

        assertThat(read).hasSize(2);
        assertThat(read.get(0).size()).isBetween(55, 60);
        assertThat(read.get(1).size()).isEqualTo(60);
        assertThat(sandbox.requests().by(Sandbox.CLIENT_ID)).isPositive();
    }

    private Path written() throws Exception {
        return Files.writeString(directory.resolve("sandbox.properties"), ReadyProperties.of(sandbox));
    }
}
