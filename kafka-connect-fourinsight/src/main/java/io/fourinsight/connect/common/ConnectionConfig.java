package io.fourinsight.connect.common;

import io.fourinsight.client.Environment;
import io.fourinsight.client.FourInsight;
import io.fourinsight.client.FourInsightBuilder;
import io.fourinsight.client.session.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The properties by which both connectors reach 4Insight: credentials, installation, addresses. */
public final class ConnectionConfig {

    public static final String CLIENT_ID = "fourinsight.client.id";
    public static final String CLIENT_SECRET = "fourinsight.client.secret";
    public static final String ENVIRONMENT = "fourinsight.environment";
    public static final String TOKEN_URL = "fourinsight.token.url";
    public static final String API_URL = "fourinsight.api.url";
    public static final String RESERVOIR_URL = "fourinsight.reservoir.url";
    public static final String API_SCOPE = "fourinsight.api.scope";
    public static final String RESERVOIR_SCOPE = "fourinsight.reservoir.scope";
    public static final String VALIDATE_CONNECTION = "fourinsight.validate.connection";

    private static final String GROUP = "Connection";
    private static final List<Object> ENVIRONMENTS = Arrays.stream(Environment.values())
            .<Object>map(environment -> environment.name().toLowerCase(Locale.ROOT))
            .toList();

    private ConnectionConfig() {}

    /** Adds the properties. */
    public static ConfigDef define(ConfigDef to) {
        int order = 0;
        return to.define(
                        CLIENT_ID,
                        Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new ConfigDef.NonEmptyString(),
                        Importance.HIGH,
                        "The id of the application that reads and writes series.",
                        GROUP,
                        ++order,
                        Width.LONG,
                        "Client id")
                .define(
                        CLIENT_SECRET,
                        Type.PASSWORD,
                        ConfigDef.NO_DEFAULT_VALUE,
                        Importance.HIGH,
                        "The application's secret. Name it through a config provider, as ${file:/etc/fourinsight.properties:secret}:"
                                + " a worker's REST interface shows what was posted.",
                        GROUP,
                        ++order,
                        Width.LONG,
                        "Client secret")
                .define(
                        ENVIRONMENT,
                        Type.STRING,
                        "prod",
                        ConfigDef.CaseInsensitiveValidString.in(
                                ENVIRONMENTS.stream().map(String::valueOf).toArray(String[]::new)),
                        Importance.MEDIUM,
                        "The installation of 4Insight: prod, qa, test or dev.",
                        GROUP,
                        ++order,
                        Width.SHORT,
                        "Environment",
                        new Choice(ENVIRONMENTS))
                .define(
                        TOKEN_URL,
                        Type.STRING,
                        null,
                        null,
                        Importance.LOW,
                        of("token endpoint"),
                        GROUP,
                        ++order,
                        Width.LONG,
                        "Token URL")
                .define(
                        API_URL,
                        Type.STRING,
                        null,
                        null,
                        Importance.LOW,
                        of("REST API"),
                        GROUP,
                        ++order,
                        Width.LONG,
                        "API URL")
                .define(
                        RESERVOIR_URL,
                        Type.STRING,
                        null,
                        null,
                        Importance.LOW,
                        of("DataReservoir"),
                        GROUP,
                        ++order,
                        Width.LONG,
                        "Reservoir URL")
                .define(
                        API_SCOPE,
                        Type.STRING,
                        null,
                        null,
                        Importance.LOW,
                        scope("REST API"),
                        GROUP,
                        ++order,
                        Width.LONG,
                        "API scope")
                .define(
                        RESERVOIR_SCOPE,
                        Type.STRING,
                        null,
                        null,
                        Importance.LOW,
                        scope("DataReservoir"),
                        GROUP,
                        ++order,
                        Width.LONG,
                        "Reservoir scope")
                .define(
                        VALIDATE_CONNECTION,
                        Type.BOOLEAN,
                        false,
                        Importance.LOW,
                        "Whether a token is asked for when the configuration is validated, so that a wrong secret is told before"
                                + " the connector begins.",
                        GROUP,
                        ++order,
                        Width.SHORT,
                        "Try the connection");
    }

    private static String of(String service) {
        return "The address of the " + service + ", instead of the environment's.";
    }

    private static String scope(String service) {
        return "The scope of tokens for the " + service + ", instead of the environment's.";
    }

    /**
     * A client's builder with what is configured here.
     *
     * @throws IllegalArgumentException for an address that cannot be one
     */
    public static FourInsightBuilder builder(AbstractConfig config) {
        Password secret = config.getPassword(CLIENT_SECRET);
        FourInsightBuilder builder = FourInsight.builder()
                .credentials(config.getString(CLIENT_ID), secret.value())
                .environment(Environment.valueOf(config.getString(ENVIRONMENT).toUpperCase(Locale.ROOT)));
        String tokenUrl = text(config, TOKEN_URL);
        if (tokenUrl != null) {
            builder.tokenUrl(tokenUrl);
        }
        addresses(builder, Service.API, text(config, API_URL), text(config, API_SCOPE));
        addresses(builder, Service.RESERVOIR, text(config, RESERVOIR_URL), text(config, RESERVOIR_SCOPE));
        return builder;
    }

    private static void addresses(
            FourInsightBuilder builder, Service service, @Nullable String url, @Nullable String scope) {
        if (url != null) {
            builder.url(service, url);
        }
        if (scope != null) {
            builder.scope(service, scope);
        }
    }

    private static @Nullable String text(AbstractConfig config, String property) {
        return config.getString(property);
    }

    /** What a form offers for a property. */
    public record Choice(List<Object> values) implements ConfigDef.Recommender {

        @Override
        public List<Object> validValues(String name, Map<String, Object> parsed) {
            return values;
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsed) {
            return true;
        }
    }
}
