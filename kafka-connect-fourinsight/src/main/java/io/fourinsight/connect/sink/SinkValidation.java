package io.fourinsight.connect.sink;

import io.fourinsight.client.FourInsight;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.connect.common.ConnectionConfig;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with properties that are right one by one. */
public final class SinkValidation {

    static final String NO_NAMESPACE = SinkConfig.AUTO_CREATE_NAMESPACE + " is needed with " + SinkConfig.AUTO_CREATE;

    /** A series that is in no reservoir; an answer that says so tells that the token is good. */
    private static final String NO_SERIES = "00000000-0000-0000-0000-000000000000";

    private SinkValidation() {}

    static @Nullable String faultOfKey(@Nullable String key) {
        return key != null && key.contains(SinkConfig.SERIES)
                ? null
                : SinkConfig.AUTO_CREATE_KEY + " must hold " + SinkConfig.SERIES
                        + ": an entry of metadata is of one series only";
    }

    /** Adds its errors to those that are known already. */
    public static void check(Config validated, Map<String, String> properties) {
        if (validated.configValues().stream()
                .anyMatch(value -> !value.errorMessages().isEmpty())) {
            return;
        }
        SinkConfig config = new SinkConfig(properties);
        if (config.getBoolean(SinkConfig.AUTO_CREATE)) {
            String fault = faultOfKey(config.getString(SinkConfig.AUTO_CREATE_KEY));
            if (fault != null) {
                of(validated, SinkConfig.AUTO_CREATE_KEY).addErrorMessage(fault);
            }
            if (config.getString(SinkConfig.AUTO_CREATE_NAMESPACE) == null) {
                of(validated, SinkConfig.AUTO_CREATE_NAMESPACE).addErrorMessage(NO_NAMESPACE);
            }
        }
        connection(validated, config);
    }

    private static void connection(Config validated, SinkConfig config) {
        try (FourInsight fourInsight = ConnectionConfig.builder(config).build()) {
            if (config.getBoolean(ConnectionConfig.VALIDATE_CONNECTION)) {
                fourInsight.timeSeries().info(NO_SERIES);
            }
        } catch (IllegalArgumentException e) {
            of(validated, ConnectionConfig.ENVIRONMENT).addErrorMessage(e.getMessage());
        } catch (SessionException e) {
            of(validated, ConnectionConfig.CLIENT_SECRET).addErrorMessage(e.getMessage());
        } catch (RestException.Status e) {
            if (e.status() == 401 || e.status() == 403) {
                of(validated, ConnectionConfig.CLIENT_ID).addErrorMessage(e.getMessage());
            }
        } catch (RestException e) {
            of(validated, ConnectionConfig.RESERVOIR_URL).addErrorMessage(e.getMessage());
        }
    }

    private static ConfigValue of(Config validated, String property) {
        return validated.configValues().stream()
                .filter(value -> value.name().equals(property))
                .findFirst()
                .orElseThrow(() -> new ConfigException("There is no property " + property));
    }
}
