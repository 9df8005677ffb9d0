package io.fourinsight.camel.example.recipes;

import io.fourinsight.camel.SampleAggregation;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.testing.ChildJvm;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/** The routes of the section "Single values" of docs/ingest.md, in this process or in one that can be killed. */
final class OfflineRoute {

    static final long START = 1_772_323_200_000_000_000L;

    private static final Path PAGE = Path.of("../../docs/ingest.md");

    private OfflineRoute() {}

    /**
     * The routes as they are shown, with folders of the test's and shorter waits.
     *
     * @param sandbox its properties, as text
     * @param more other properties
     */
    static Main main(Path directory, String sandbox, Map<String, String> more) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(sandbox));
        properties.putAll(Map.of(
                "offline.spool",
                directory.resolve("spool").toString(),
                "offline.dead-letters",
                directory.resolve("dead").toString(),
                "offline.max-age",
                "0",
                "offline.max-pause",
                "200",
                "offline.period",
                "100"));
        properties.putAll(more);
        String routesOfPage = block("yaml", 0)
                + (properties.containsKey("kafka.brokers") ? block("yaml", 1) : "")
                + (properties.containsKey("mqtt.broker") ? block("yaml", 2) : "");
        Path routes = Files.writeString(directory.resolve("offline.yaml"), routesOfPage);
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        properties.forEach((name, value) -> main.addInitialProperty(name.toString(), value.toString()));
        main.addInitialProperty("camel.main.routes-include-pattern", "file:" + routes);
        main.addInitialProperty("camel.main.shutdown-timeout", "10");
        return main;
    }

    /** The block of the section in that language, by its number from 0. */
    private static String block(String language, int number) {
        try {
            String page = Files.readString(PAGE);
            String section = page.substring(page.indexOf("\n## Single values"));
            Matcher block =
                    Pattern.compile("(?ms)^```" + language + "\n(.*?)^```").matcher(section);
            return block.results()
                    .skip(number)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no block " + number + " of " + language))
                    .group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Exchange send(ProducerTemplate template, String seriesId, Object time, Object value) {
        return template.send("direct:value", exchange -> {
            exchange.getMessage().setHeader(FourInsightConstants.SERIES_ID, seriesId);
            exchange.getMessage().setHeader(SampleAggregation.TIME, time);
            exchange.getMessage().setBody(value);
        });
    }

    /**
     * A device that sends a value after the other as fast as the route takes them, and says which are stored: folder, file
     * of the sandbox's properties, numbers of the first and the last value, nanoseconds between two, series.
     */
    public static void main(String[] arguments) throws Exception {
        Main main = main(Path.of(arguments[0]), Files.readString(Path.of(arguments[1])), Map.of());
        main.start();
        ProducerTemplate template = main.getCamelContext().createProducerTemplate();
        long last = Long.parseLong(arguments[3]);
        long step = Long.parseLong(arguments[4]);
        for (long number = Long.parseLong(arguments[2]); number <= last; number++) {
            for (String id : arguments[5].split(",")) {
                Exchange sent = send(template, id, START + number * step, number);
                if (sent.getException() != null) {
                    throw sent.getException();
                }
            }
            ChildJvm.say("stored " + number);
        }
        ChildJvm.await();
    }
}
