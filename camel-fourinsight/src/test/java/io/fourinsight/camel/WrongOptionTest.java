package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application learns whose option is misspelt or has a value that it cannot have. */
class WrongOptionTest {

    private static final String PREFIX = "camel.component.fourinsight.";

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    private static Throwable failureOfMain(Map<String, String> options) {
        Main main = new Main();
        main.addInitialProperty(PREFIX + "client-id", "client");
        main.addInitialProperty(PREFIX + "client-secret", "the-secret");
        options.forEach((name, value) -> main.addInitialProperty(PREFIX + name, value));
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:campaigns").to("fourinsight:campaigns");
            }
        });
        try {
            return catchThrowable(main::start);
        } finally {
            main.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "client-secrt, clientSecret",
        "clientsecrets, clientSecret",
        "apiURI, apiUrl",
        "environmnet, environment",
        "session, sessions",
        "max-session, maxSessions"
    })
    void aMisspeltOptionIsNamedWithTheNearestAndWithoutItsValue(String name, String nearest) {
        assertThat(failureOfMain(Map.of(name, "Value-5")))
                .hasStackTraceContaining("The component fourinsight has no option '")
                .hasStackTraceContaining(": perhaps '" + nearest + "' is meant.")
                .satisfies(failure -> assertThat(failure)
                        .extracting(WrongOptionTest::whole)
                        .asString()
                        .doesNotContain("Value-5"));
    }

    @ParameterizedTest
    @CsvSource({
        "sessions[north].client-secrte, sessions[north].clientSecrte, clientSecret",
        "sessions[north].clientSecrte, sessions[north].clientSecrte, clientSecret",
        "sessions[north].client-ids, sessions[north].clientIds, clientId"
    })
    void aMisspeltOptionOfASessionIsNamedWithTheNearestAndWithoutItsValue(
            String name, String camelCase, String nearest) {
        Throwable failure = failureOfMain(Map.of(name, "Value-5", "sessions[north].client-id", "client"));

        assertThat(failure)
                .hasStackTraceContaining("The component fourinsight has no option '" + camelCase + "': perhaps '"
                        + nearest + "' is meant.");
        assertThat(whole(failure)).doesNotContain("Value-5");
    }

    private static String whole(Throwable failure) {
        return failure == null ? "" : failure + "\n" + whole(failure.getCause());
    }

    @Test
    void anOptionLikeNoOtherIsNamedAlone() {
        assertThat(failureOfMain(Map.of("colour", "red")))
                .hasStackTraceContaining("The component fourinsight has no option 'colour'")
                .satisfies(failure -> assertThat(whole(failure)).doesNotContain("perhaps"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"environment", "session-type"})
    void aValueThatIsNoneOfTheAllowedOnesIsShownWithThem(String name) {
        String allowed = name.equals("environment") ? "prod, qa, test, dev" : "client, user";

        assertThat(failureOfMain(Map.of(name, "staging")))
                .hasStackTraceContaining("value 'staging' is not known; allowed are " + allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "fourinsight:campaigns?enviroment=prod, enviroment, environment",
        "fourinsight:timeseries?operation=data&serieId=1, serieId, seriesId",
        "fourinsight:campaigns?clientSecrt=Value-5, clientSecrt, clientSecret"
    })
    void aMisspeltOptionOfAnEndpointIsNamedWithTheNearest(String uri, String name, String nearest) {
        assertThatThrownBy(() -> context.getEndpoint(uri))
                .hasRootCauseMessage(
                        "An endpoint of fourinsight has no option '" + name + "': perhaps '" + nearest + "' is meant.");
    }

    @Test
    void anEnvironmentOfAnEndpointIsShownWithTheAllowedOnes() {
        assertThatThrownBy(() -> context.getEndpoint("fourinsight:campaigns?environment=staging"))
                .hasStackTraceContaining("value 'staging' is not known; allowed are prod, qa, test, dev");
    }

    /** Otherwise an option would be refused that the component has. */
    @Test
    void allOptionsOfTheComponentAreKnown() throws Exception {
        String json = new String(getClass()
                .getResourceAsStream("/META-INF/io/fourinsight/camel/fourinsight.json")
                .readAllBytes());
        JsonObject options = (JsonObject) ((JsonObject) Jsoner.deserialize(json)).get("componentProperties");

        assertThat(List.copyOf(options.keySet())).isNotEmpty().allMatch(OptionNames::hasComponent);
    }
}
