package io.fourinsight.camel.example.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.testing.Eventually;
import io.fourinsight.client.testing.MutableClock;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The kamelets of the component's jar, in YAML routes and one by one, on a sandbox. */
class KameletsTest {

    private static final String SOURCE = "fourinsight-timeseries-source";
    private static final String SINK = "fourinsight-timeseries-sink";
    private static final String ACTION = "fourinsight-api-action";

    @TempDir
    private Path directory;

    private final MutableClock clock = new MutableClock();
    private final Sandbox sandbox = Sandbox.builder()
            .clock(clock)
            .datesOfClock()
            .client("app", "a+b&c=d%")
            .start();
    private final List<Exchange> received = new CopyOnWriteArrayList<>();
    private Main main;

    @BeforeEach
    void grow() {
        sandbox.reservoir().processingPolls(0);
        clock.advance(Duration.ofMinutes(62));
        sandbox.addGrowingSeries("s", Growth.from(MutableClock.START, Duration.ofMinutes(5), Duration.ofMinutes(10)));
        sandbox.addSeries("copy", new long[0], new double[0]);
    }

    @AfterEach
    void close() {
        stop();
        sandbox.close();
    }

    private void stop() {
        if (main != null) {
            main.stop();
        }
    }

    private Main begin() {
        main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        return main;
    }

    @Test
    void yamlRouteCopiesASeriesAcrossARestartAndAsksForCampaigns() throws Exception {
        runYaml();
        Eventually.holds(() -> copied() && Files.exists(directory.resolve("campaigns.json")), "all is there");
        JsonNode campaigns =
                new ObjectMapper().readTree(directory.resolve("campaigns.json").toFile());
        stop();
        clock.advance(Duration.ofHours(1));
        runYaml();
        Eventually.holds(this::copied, "the rest is there");
        stop();

        assertThat(sandbox.samples("copy")).isEqualTo(sandbox.samples("s"));
        assertThat(Files.readAllLines(directory.resolve("levels.csv")))
                .hasSameSizeAs(sandbox.samples("s").keySet())
                .doesNotHaveDuplicates();
        assertThat(campaigns).hasSize(1);
    }

    private boolean copied() {
        return sandbox.samples("copy").equals(sandbox.samples("s"));
    }

    private void runYaml() {
        begin();
        Map.of(
                        "camel.main.routes-include-pattern", "classpath:routes/*.yaml",
                        "directory", directory.toString(),
                        "series-id", "s",
                        "copy-id", "copy",
                        "first-day", "2026-01-01",
                        "delay", "50",
                        "query", "$filter=Id eq '" + Sandbox.CAMPAIGN + "'&$top=5")
                .forEach(main::addInitialProperty);
        main.addInitialProperty("client-id", Sandbox.CLIENT_ID);
        main.addInitialProperty("client-secret", Sandbox.CLIENT_SECRET);
        main.addInitialProperty("token-url", sandbox.tokenUrl().toString());
        main.addInitialProperty("api-url", sandbox.apiUrl().toString());
        main.addInitialProperty("reservoir-url", sandbox.reservoirUrl().toString());
        main.start();
    }

    /** The parameters of each kamelet for this sandbox. */
    private Map<String, String> access() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("clientId", "app");
        parameters.put("clientSecret", "{{secret}}");
        parameters.put("tokenUrl", sandbox.tokenUrl().toString());
        return parameters;
    }

    private Map<String, String> reservoir() {
        Map<String, String> parameters = access();
        parameters.put("reservoirUrl", sandbox.reservoirUrl().toString());
        return parameters;
    }

    private static String uri(String kamelet, Map<String, String> parameters) {
        return "kamelet:" + kamelet + "?"
                + parameters.entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining("&"));
    }

    private void run(RouteBuilder routes) {
        begin().addInitialProperty("secret", "RAW(a+b&c=d%)");
        main.configure().addRoutesBuilder(routes);
        main.start();
    }

    private Exchange poll(Map<String, String> parameters) {
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(SOURCE, parameters)).process(exchange -> received.add(exchange.copy()));
            }
        });
        Eventually.holds(() -> !received.isEmpty(), "a window came");
        return received.get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"object", "csv", "json"})
    void sourceGivesEachFormat(String format) throws Exception {
        Map<String, String> parameters = reservoir();
        parameters.putAll(Map.of("seriesId", "s", "initialStart", "2026-01-01", "format", format));

        Object body = poll(parameters).getMessage().getBody();

        TimeSeries samples =
                switch (format) {
                    case "object" -> (TimeSeries) body;
                    case "csv" -> main.getCamelContext().getTypeConverter().convertTo(TimeSeries.class, (String) body);
                    default -> new ObjectMapper().readValue((String) body, TimeSeries.class);
                };
        assertThat(samples.size()).isEqualTo(sandbox.samples("s").size());
        assertThat(received.get(0).getMessage().getHeader(FourInsightConstants.SERIES_ID))
                .isEqualTo("s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"object", "json"})
    void sinkTakesEachFormat(String format) throws Exception {
        Map<String, String> parameters = reservoir();
        parameters.putAll(Map.of("seriesId", "copy", "format", format));
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(uri(SINK, parameters));
            }
        });

        main.getCamelTemplate()
                .sendBody(
                        "direct:in",
                        format.equals("json")
                                ? "{\"samples\":[[1767225600000000000,1.5]]}"
                                : "1767225600000000000,1.5");

        assertThat(sandbox.samples("copy")).containsOnly(Map.entry(1767225600000000000L, 1.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"object", "json"})
    void actionGivesEachFormat(String format) throws Exception {
        Map<String, String> parameters = access();
        parameters.putAll(Map.of("apiUrl", sandbox.apiUrl().toString(), "path", "v1.1/Campaigns", "format", format));
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(uri(ACTION, parameters));
            }
        });

        Object body = main.getCamelTemplate().requestBody("direct:in", (Object) null);

        int campaigns = format.equals("json")
                ? new ObjectMapper().readTree((String) body).size()
                : ((List<?>) body).size();
        assertThat(campaigns).isEqualTo(3);
    }

    /** What a user can set has to reach an option of the endpoint, each of them. */
    @ParameterizedTest
    @ValueSource(strings = {SOURCE, SINK, ACTION})
    void eachPropertyIsUsedAndEachSecretIsOne(String kamelet) throws Exception {
        String text = text(kamelet);
        Map<?, ?> spec = map(map(new Load(LoadSettings.builder().build()).loadFromString(text)), "spec");
        Map<?, ?> properties = map(map(spec, "definition"), "properties");
        Set<String> used = new TreeSet<>();
        Matcher placeholders = Pattern.compile("\\{\\{\\??(\\w+):?}}").matcher(text);
        while (placeholders.find()) {
            used.add(placeholders.group(1));
        }

        assertThat(properties.keySet()).extracting(Object::toString).containsExactlyInAnyOrderElementsOf(used);
        properties.forEach((name, property) -> assertThat("password".equals(((Map<?, ?>) property).get("format")))
                .as("%s is a secret", name)
                .isEqualTo(List.of("clientId", "clientSecret", "cursorUsername", "cursorPassword")
                        .contains(name)));
    }

    @Test
    void sourceTakesEachOptionOfASearch() {
        Map<String, String> parameters = reservoir();
        parameters.putAll(Map.of(
                "operation", "samples",
                "seriesId", "s",
                "aggregationPeriod", "10m",
                "aggregationFunction", "mean",
                "initialStart", "2026-01-01",
                "lag", "30s",
                "maxWindow", "1h",
                "recovery", "none",
                "shard", "1/1",
                "cursorName", "means"));
        parameters.put("cursorUrl", "jdbc:h2:file:" + directory.resolve("cursors"));
        parameters.put("cursorUsername", "sa");
        parameters.put("initialDelay", "1");

        assertThat(poll(parameters).getMessage().getBody(TimeSeries.class).size())
                .isPositive();
    }

    @Test
    void sourceGivesGroups() {
        Map<String, String> parameters = reservoir();
        parameters.putAll(Map.of(
                "series", "a:s", "window", "10m", "memberWait", "1m", "initialStart", "2026-01-01", "format", "csv"));

        assertThat(poll(parameters).getMessage().getBody(String.class)).startsWith("time,a\n2026-01-01T00:00:00Z,");
    }

    private static String text(String kamelet) throws Exception {
        try (InputStream in = KameletsTest.class.getResourceAsStream("/kamelets/" + kamelet + ".kamelet.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<?, ?> map(Object tree) {
        return (Map<?, ?>) tree;
    }

    private static Map<?, ?> map(Map<?, ?> tree, String key) {
        return map(tree.get(key));
    }
}
