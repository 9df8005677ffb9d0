package io.fourinsight.connect.source;

import io.fourinsight.client.FourInsight;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.connect.common.ConnectionConfig;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/** Says of each property what is wrong with it together with others, and if asked to, with the service. */
public final class SourceCheck {

    private final Config config;

    private SourceCheck(Config config) {
        this.config = config;
    }

    /**
     * Adds to what is known to be wrong with each property on its own.
     *
     * @param now by our clock
     */
    public static Config completed(Config config, Map<String, String> properties, Instant now) {
        boolean wrong = config.configValues().stream()
                .anyMatch(value -> !value.errorMessages().isEmpty());
        if (!wrong) {
            new SourceCheck(config).check(properties, now);
        }
        return config;
    }

    private void check(Map<String, String> properties, Instant now) {
        SourceConfig source;
        try {
            source = new SourceConfig(properties);
        } catch (ConfigException e) {
            wrong(SourceProperties.TOPIC, e.getMessage()); // cannot be: each property was checked
            return;
        }
        Map<String, String> problems = source.problems(now);
        problems.forEach(this::wrong);
        if (problems.isEmpty()) {
            connection(source);
        }
    }

    private void connection(SourceConfig source) {
        try (FourInsight client = ConnectionConfig.builder(source).build()) {
            if (source.getBoolean(ConnectionConfig.VALIDATE_CONNECTION)) {
                service(source, client);
            }
        } catch (IllegalArgumentException e) {
            wrong(ConnectionConfig.ENVIRONMENT, e.getMessage());
        }
    }

    private void service(SourceConfig source, FourInsight client) {
        try {
            client.timeSeries().windows().requireToken();
        } catch (SessionException e) {
            wrong(ConnectionConfig.CLIENT_SECRET, e.getMessage());
            return;
        }
        try {
            SeriesDiscovery.Found found = new SeriesDiscovery(source, client).find();
            found.gone()
                    .forEach(id -> wrong(SourceProperties.IDS, found.leftOut().get(id)));
            found.mistakes().forEach(reason -> wrong(SourceProperties.TOPIC, reason));
        } catch (RuntimeException e) {
            wrong(SourceProperties.IDS, "The series cannot be found: " + e.getMessage());
        }
    }

    private void wrong(String property, String message) {
        for (ConfigValue value : config.configValues()) {
            if (value.name().equals(property)) {
                value.addErrorMessage(message);
            }
        }
    }
}
