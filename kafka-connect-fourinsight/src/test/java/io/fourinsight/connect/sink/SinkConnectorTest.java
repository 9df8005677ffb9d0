package io.fourinsight.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.connect.FourInsightSinkConnector;
import io.fourinsight.connect.common.ConnectionConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SinkConnectorTest {

    private final Sandbox sandbox = Sandbox.start();
    private final FourInsightSinkConnector connector = new FourInsightSinkConnector();

    @AfterEach
    void close() {
        sandbox.close();
    }

    /** The messages by property, of those that have any. */
    private Map<String, List<String>> errors(Map<String, String> changes) {
        Map<String, String> properties = new HashMap<>(SinkRig.properties(sandbox));
        changes.forEach((name, value) -> {
            if (value.isEmpty()) {
                properties.remove(name);
            } else {
                properties.put(name, value);
            }
        });
        return connector.validate(properties).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    @Test
    void aWorkerFindsIt() {
        assertThat(ServiceLoader.load(SinkConnector.class)).hasAtLeastOneElementOfType(FourInsightSinkConnector.class);
    }

    @Test
    void whatIsRightHasNoErrorsAndAsksNobody() {
        assertThat(errors(Map.of())).isEmpty();
        assertThat(sandbox.requests().tokenRequests()).isZero();
    }

    @Test
    void missingCredentialsAreNamed() {
        assertThat(errors(Map.of(ConnectionConfig.CLIENT_ID, "", ConnectionConfig.CLIENT_SECRET, "")))
                .containsOnlyKeys(ConnectionConfig.CLIENT_ID, ConnectionConfig.CLIENT_SECRET);
    }

    @Test
    void numbersHaveBounds() {
        assertThat(errors(Map.of(SinkConfig.BATCH_MAX_SAMPLES, "0", SinkConfig.MAX_UPLOADS, "many")))
                .containsOnlyKeys(SinkConfig.BATCH_MAX_SAMPLES, SinkConfig.MAX_UPLOADS);
    }

    @Test
    void makingSeriesNeedsANamespaceAndAKeyForEach() {
        assertThat(errors(Map.of(SinkConfig.AUTO_CREATE, "true", SinkConfig.AUTO_CREATE_KEY, "all")))
                .containsOnlyKeys(SinkConfig.AUTO_CREATE_NAMESPACE, SinkConfig.AUTO_CREATE_KEY);
    }

    @Test
    void aWrongSecretIsToldIfTheConnectionIsTried() {
        Map<String, String> wrong = Map.of(ConnectionConfig.CLIENT_SECRET, "not-the-secret");
        assertThat(errors(wrong)).isEmpty();

        Map<String, String> tried = new HashMap<>(wrong);
        tried.put(ConnectionConfig.VALIDATE_CONNECTION, "true");
        assertThat(errors(tried)).containsOnlyKeys(ConnectionConfig.CLIENT_SECRET);
        assertThat(errors(Map.of(ConnectionConfig.VALIDATE_CONNECTION, "true"))).isEmpty();
    }

    @Test
    void anAddressThatCannotBeOneIsTold() {
        assertThat(errors(Map.of(ConnectionConfig.RESERVOIR_URL, "ftp://example")))
                .isNotEmpty();
    }

    @Test
    void tasksAreNumbered() {
        connector.start(Map.of("name", "levels"));

        assertThat(connector.taskConfigs(2))
                .extracting(properties -> properties.get(SinkConfig.TASK))
                .containsExactly("0", "1");
        assertThat(connector.taskClass()).isEqualTo(FourInsightSinkTask.class);
    }

    @Test
    void eachPropertyHasWhatAFormNeeds() {
        for (ConfigDef.ConfigKey key : connector.config().configKeys().values()) {
            assertThat(key.group).as(key.name).isNotBlank();
            assertThat(key.displayName).as(key.name).isNotBlank();
            assertThat(key.documentation).as(key.name).endsWith(".");
        }
    }
}
