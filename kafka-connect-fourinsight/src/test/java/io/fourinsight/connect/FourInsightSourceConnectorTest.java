package io.fourinsight.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.FourInsight;
import io.fourinsight.client.session.Service;
import io.fourinsight.connect.common.ConnectionConfig;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the connector checks, finds and hands out. */
class FourInsightSourceConnectorTest {

    private final Sandbox sandbox = Sandbox.start();
    private final FourInsightSourceConnector connector = new FourInsightSourceConnector();
    private final AtomicInteger reconfigurations = new AtomicInteger();

    @AfterEach
    void close() {
        connector.stop();
        sandbox.close();
    }

    private Map<String, String> properties(String... more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name",
                "water",
                ConnectionConfig.CLIENT_ID,
                Sandbox.CLIENT_ID,
                ConnectionConfig.CLIENT_SECRET,
                Sandbox.CLIENT_SECRET,
                ConnectionConfig.TOKEN_URL,
                sandbox.tokenUrl().toString(),
                ConnectionConfig.API_URL,
                sandbox.apiUrl().toString(),
                ConnectionConfig.RESERVOIR_URL,
                sandbox.reservoirUrl().toString(),
                "topic",
                "${series}",
                "initial.start",
                "2026-01-01"));
        for (String property : more) {
            int equals = property.indexOf('=');
            properties.put(property.substring(0, equals), property.substring(equals + 1));
        }
        return properties;
    }

    /** What is wrong, by property. */
    private Map<String, List<String>> errors(Map<String, String> properties) {
        Config config = connector.validate(properties);
        return config.configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    private Map<String, List<String>> errors(String... more) {
        return errors(properties(more));
    }

    private void start(String... more) {
        connector.initialize(new SourceConnectorContext() {
            @Override
            public void requestTaskReconfiguration() {
                reconfigurations.incrementAndGet();
            }

            @Override
            public void raiseError(Exception e) {
                throw new AssertionError(e);
            }

            @Override
            public OffsetStorageReader offsetStorageReader() {
                throw new AssertionError("offsets belong to tasks");
            }
        });
        connector.start(properties(more));
    }

    private static List<Set<String>> series(List<Map<String, String>> configs) {
        return configs.stream()
                .<Set<String>>map(config ->
                        new TreeSet<>(config.get("task.series").lines().toList()))
                .toList();
    }

    private static String ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "series-" + i).collect(Collectors.joining(","));
    }

    @Test
    void goodConfigurationHasNoErrorAndAsksForNothing() {
        assertThat(errors("series.ids=a,b")).isEmpty();
        assertThat(sandbox.requests().tokenRequests()).isZero();
    }

    @Test
    void missingCredentialsAreNamed() {
        Map<String, String> properties = properties("series.ids=a");
        properties.remove(ConnectionConfig.CLIENT_ID);
        properties.remove(ConnectionConfig.CLIENT_SECRET);

        assertThat(errors(properties)).containsOnlyKeys(ConnectionConfig.CLIENT_ID, ConnectionConfig.CLIENT_SECRET);
        assertThatThrownBy(() -> connector.start(properties)).isInstanceOf(ConfigException.class);
    }

    @Test
    void eachMistakeIsSaidAtItsProperty() {
        assertThat(errors()).containsOnlyKeys("series.ids");
        assertThat(errors("series.ids=a", "series.campaign=c")).containsOnlyKeys("series.ids");
        assertThat(errors("series.ids=a,a")).containsOnlyKeys("series.ids");
        assertThat(errors("series.ids=a", "topic=${sensor}")).containsOnlyKeys("topic");
        assertThat(errors("series.ids=a b,a_b")).containsOnlyKeys("topic");
        assertThat(errors("series.ids=a", "topic.creation.default.cleanup.policy=compact"))
                .containsOnlyKeys("topic");
        assertThat(errors("series.ids=a", "initial.start=tomorrow")).containsOnlyKeys("initial.start");
        assertThat(errors("series.ids=a", "initial.start=now-1h")).containsOnlyKeys("heartbeat.topic");
        assertThat(errors("series.ids=a", "operation=samples"))
                .containsOnlyKeys("aggregation.period", "aggregation.function");
        assertThat(errors("series.ids=a", "recovery=maybe")).containsOnlyKeys("recovery");
        assertThat(errors("series.ids=a", "lag.ms=-1")).containsOnlyKeys("lag.ms");
    }

    @Test
    void recordsThatItsOwnTopicsOrProducerRefuseAreSaidBefore() {
        String batch = "record.format=batch";
        String ofTopic = "topic.creation.default.max.message.bytes=100000";
        String ofProducer = "producer.override.max.request.size=500000";

        assertThat(errors("series.ids=a", batch, ofTopic))
                .containsOnlyKeys("record.max.bytes")
                .allSatisfy((property, error) -> assertThat(error.toString())
                        .contains("524288", "topic.creation.default.max.message.bytes '100000'", "95904"));
        assertThat(errors("series.ids=a", batch, ofProducer)).containsOnlyKeys("record.max.bytes");
        assertThat(errors("series.ids=a", batch, ofTopic + " bytes")).containsOnlyKeys("record.max.bytes");
        assertThat(errors("series.ids=a", batch, ofTopic, "record.max.bytes=95904"))
                .isEmpty();
        assertThat(errors("series.ids=a", ofTopic))
                .as("single samples are small")
                .isEmpty();
    }

    @Test
    void connectionIsTriedIfThatIsWanted() {
        String wanted = ConnectionConfig.VALIDATE_CONNECTION + "=true";
        Map<String, List<String>> errors =
                errors("series.ids=a", wanted, ConnectionConfig.CLIENT_SECRET + "=wrong-secret");

        assertThat(errors).containsOnlyKeys(ConnectionConfig.CLIENT_SECRET);
        assertThat(errors.toString()).contains("invalid_client").doesNotContain("wrong-secret");
        assertThat(sandbox.requests().tokenRequests()).isEqualTo(1);
        assertThat(errors("series.ids=" + Sandbox.STAVANGER, wanted, "topic=${metadata:nothing}"))
                .containsOnlyKeys("topic");
    }

    @Test
    void wrongSecretFailsTheConnectorThatSearches() {
        assertThatThrownBy(() -> start("series.namespace=n", ConnectionConfig.CLIENT_SECRET + "=wrong-secret"))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("refused");
        assertThat(sandbox.requests().tokenRequests()).isEqualTo(1);
    }

    @Test
    void seriesAreHandedOutEvenly() {
        start("series.ids=" + ids(10));
        List<Set<String>> tasks = series(connector.taskConfigs(4));

        assertThat(tasks).hasSize(4).allMatch(task -> task.size() == 2 || task.size() == 3);
        assertThat(tasks.stream().mapToInt(Set::size).sum()).isEqualTo(10);
        assertThat(series(connector.taskConfigs(40))).hasSize(10);
    }

    @Test
    void fewSeriesChangeTheirTaskWhenOneComes() {
        start("series.ids=" + ids(100));
        List<Set<String>> before = series(connector.taskConfigs(4));
        connector.stop();
        start("series.ids=" + ids(101));
        List<Set<String>> after = series(connector.taskConfigs(4));
        int same = IntStream.range(0, 4)
                .map(task -> (int) before.get(task).stream()
                        .filter(after.get(task)::contains)
                        .count())
                .sum();

        assertThat(same).isGreaterThanOrEqualTo(97);
    }

    private FourInsight client() {
        return FourInsight.builder()
                .credentials(Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET)
                .tokenUrl(sandbox.tokenUrl().toString())
                .url(Service.API, sandbox.apiUrl().toString())
                .url(Service.RESERVOIR, sandbox.reservoirUrl().toString())
                .build();
    }

    private void attach(String series, String vessel) {
        try (FourInsight client = client()) {
            sandbox.addSeries(series, new long[] {1_767_225_600_000_000_000L}, new double[] {1});
            Object id = client.metadata()
                    .set("ships", series, Map.of("vessel", vessel), true)
                    .get("Id");
            client.timeSeries().attach(series, String.valueOf(id));
        }
    }

    @Test
    void seriesFoundLaterAreHandedOutAnewAndOnlyThen() {
        attach("one", "A/B");
        start("series.namespace=ships", "topic=${metadata:vessel}");
        assertThat(connector.taskConfigs(3)).singleElement().satisfies(config -> assertThat(config)
                .containsEntry("task.series", "one")
                .containsEntry("task.topics", "A_B"));
        connector.discoverAgain();
        assertThat(reconfigurations).hasValue(0);
        attach("two", "C");
        attach("three", "A B");
        connector.discoverAgain();

        assertThat(reconfigurations).hasValue(1);
        connector.discoverAgain();
        assertThat(reconfigurations).hasValue(1);
        assertThat(series(connector.taskConfigs(1)))
                .as("the one that would share a topic by accident is left out")
                .containsExactly(Set.of("one", "two"));
    }

    @Test
    void seriesWithoutTheMetadataOfItsTopicFailsAConnectorThatNamesIt() {
        attach("one", "A");

        assertThatThrownBy(() -> start("series.ids=one," + Sandbox.STAVANGER, "topic=${metadata:vessel}"))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("has no metadata 'vessel'");
    }

    @Test
    void seriesThatIsGoneIsLeftOutUntilItIsBack() throws Exception {
        attach("one", "A");
        start("series.ids=one,two", "topic=${metadata:vessel}");
        assertThat(series(connector.taskConfigs(2))).containsExactly(Set.of("one"));
        ObjectName name = new ObjectName("io.fourinsight.connect:type=source-connector,connector=\"water\"");
        assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(name, "SeriesLeftOut"))
                .isEqualTo(1);
        attach("two", "B");
        connector.discoverAgain();

        assertThat(reconfigurations).hasValue(1);
        assertThat(series(connector.taskConfigs(1))).containsExactly(Set.of("one", "two"));
    }

    @Test
    void seriesOfACampaignAreFound() {
        start("series.campaign=" + Sandbox.CAMPAIGN);

        assertThat(series(connector.taskConfigs(1)).get(0)).isNotEmpty().allMatch(id -> !id.contains("{"));
    }

    @Test
    void searchThatFailsLeavesTasksAsTheyWere() {
        attach("one", "A");
        sandbox.faults().answerNext(100, Sandbox.RESERVOIR_PATH, Response.of(400));
        start("series.namespace=ships");

        assertThatThrownBy(() -> connector.taskConfigs(1)).isInstanceOf(ConnectException.class);
        sandbox.faults().clear();
        assertThat(series(connector.taskConfigs(1))).containsExactly(Set.of("one"));
        sandbox.faults().answerNext(100, Sandbox.RESERVOIR_PATH, Response.of(400));
        connector.discoverAgain();
        assertThat(reconfigurations).hasValue(0);
        assertThat(series(connector.taskConfigs(1))).containsExactly(Set.of("one"));
    }

    @Test
    void offsetsAreCheckedBeforeTheyAreStored() {
        Map<String, String> partition = Map.of("series", "s");
        Map<Map<String, ?>, Map<String, ?>> forgotten = new HashMap<>();
        forgotten.put(partition, null);

        assertThat(connector.alterOffsets(Map.of(), Map.of(partition, Map.of("next", "2026-01-01T00:00:00Z"))))
                .isTrue();
        assertThatCode(() -> connector.alterOffsets(Map.of(), forgotten)).doesNotThrowAnyException();
        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), Map.of(partition, Map.of("next", 1.5))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("no cursor");
    }

    @Test
    void exactlyOnceIsSupported() {
        assertThat(connector.exactlyOnceSupport(Map.of())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    @Test
    void formHasAGroupNameAndTextForEachProperty() {
        assertThat(connector.config().configKeys().values()).allSatisfy(key -> {
            assertThat(key.group).isIn(Arrays.asList("Connection", "Series", "Reading", "Records"));
            assertThat(key.displayName).isNotBlank();
            assertThat(key.documentation).endsWith(".");
        });
        ConfigValue period = connector.validate(properties("series.ids=a")).configValues().stream()
                .filter(value -> value.name().equals("aggregation.period"))
                .findFirst()
                .orElseThrow();
        assertThat(period.visible()).isFalse();
    }
}
