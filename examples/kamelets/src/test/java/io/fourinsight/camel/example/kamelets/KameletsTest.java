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
import org.apache.camel.Processor;
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
        runYaml(Map.of(
                "camel.main.routes-include-pattern", "classpath:routes/*.yaml",
                "directory", directory.toString(),
                "series-id", "s",
                "copy-id", "copy",
                "delay", "50",
                "query", "$filter=Id eq '" + Sandbox.CAMPAIGN + "'&$top=5"));
    }

    private void runYaml(Map<String, String> properties) {
        properties.forEach(main::addInitialProperty);
        main.addInitialProperty("client-id", Sandbox.CLIENT_ID);
        main.addInitialProperty("client-secret", Sandbox.CLIENT_SECRET);
        main.addInitialProperty("token-url", sandbox.tokenUrl().toString());
        main.addInitialProperty("api-url", sandbox.apiUrl().toString());
        main.addInitialProperty("reservoir-url", sandbox.reservoirUrl().toString());
        main.addInitialProperty("first-day", "2026-01-01");
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

    private static String uri(String endpoint, Map<String, String> parameters) {
        return endpoint + "?"
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
                from(uri("kamelet:" + SOURCE, parameters)).process(exchange -> received.add(exchange.copy()));
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
                from("direct:in").to(uri("kamelet:" + SINK, parameters));
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
                from("direct:in").to(uri("kamelet:" + ACTION, parameters));
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
    void yamlRoutePollsTheSeriesOfASearchByMetadata() throws Exception {
        for (String id : List.of("t", "u", "v")) {
            sandbox.addGrowingSeries(
                    id, Growth.from(MutableClock.START, Duration.ofMinutes(5), Duration.ofMinutes(10)));
        }
        attach("s", "heave-7", "m");
        attach("t", "motion-71", "m/s");
        attach("u", "motion-72", "kn");
        attach("v", "motion-7", "m");

        assertThat(polledBy("metadata", Map.of("exact", "false"), "t", "v"))
                .as("begins with the key, has the value in it")
                .containsExactly("t", "v");
        assertThat(polledBy("metadata", Map.of("exact", "true"), "v")).containsExactly("v");
    }

    @Test
    void yamlRoutePollsTheSeriesOfACampaign() throws Exception {
        assertThat(polledBy("campaign", Map.of("campaign-id", Sandbox.CAMPAIGN), Sandbox.STAVANGER))
                .doesNotContain("s", Sandbox.BERGEN);
    }

    private void attach(String series, String key, String unit) throws Exception {
        Map<String, String> parameters = reservoir();
        parameters.putAll(Map.of(
                "operation", "attachMetadata",
                "namespace", "vessel",
                "key", key,
                "overwrite", "true",
                "seriesId", series));
        run(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(uri("fourinsight:timeseries", parameters));
            }
        });
        main.getCamelTemplate().sendBody("direct:in", Map.of("unit", unit));
        stop();
    }

    /** The series of which a route in YAML has got samples, once it has of these. */
    private Set<String> polledBy(String route, Map<String, String> properties, String... awaited) throws Exception {
        received.clear();
        begin().bind("keep", (Processor) exchange -> received.add(exchange.copy()));
        main.addInitialProperty("camel.main.routes-include-pattern", "classpath:searches/" + route + ".yaml");
        runYaml(properties);
        Eventually.holds(() -> receivedSeries().containsAll(List.of(awaited)), "windows came");
        stop();
        return receivedSeries();
    }

    private Set<String> receivedSeries() {
        return received.stream()
                .map(exchange -> exchange.getMessage().getHeader(FourInsightConstants.SERIES_ID, String.class))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void sourceTakesEachOptionOfAnEndpoint() {
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
