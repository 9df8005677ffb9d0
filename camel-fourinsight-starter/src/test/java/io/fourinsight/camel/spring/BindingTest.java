package io.fourinsight.camel.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.FourInsightComponent;
import io.fourinsight.client.Environment;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** How properties of a Spring Boot application become options of the component. */
class BindingTest {

    private static final String PREFIX = ComponentProperties.PREFIX + ".";

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class, FourInsightAutoConfiguration.class));

    @ParameterizedTest
    @ValueSource(strings = {"client-id", "clientId", "client_id", "CLIENT_ID"})
    void namesAreRelaxed(String name) {
        started(application.withPropertyValues(PREFIX + name + "=relaxed"), component -> assertThat(
                        component.getConfiguration().getClientId())
                .isEqualTo("relaxed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAMEL_COMPONENT_FOURINSIGHT_CLIENT_ID", "CAMEL_COMPONENT_FOURINSIGHT_CLIENTID"})
    void environmentVariablesBind(String name) {
        started(environment(Map.of(name, "from-env")), component -> assertThat(
                        component.getConfiguration().getClientId())
                .isEqualTo("from-env"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1m30s", "90s", "PT1M30S", "90000"})
    void durationsAreThoseOfCamel(String duration) {
        started(application.withPropertyValues(PREFIX + "request-timeout=" + duration), component -> assertThat(
                        component.getConfiguration().getRequestTimeout())
                .isEqualTo(Duration.ofSeconds(90)));
    }

    @Test
    void sessionsKeepTheirKeys() {
        started(
                application.withPropertyValues(
                        PREFIX + "sessions[acme].client-id=acme-id",
                        PREFIX + "sessions[acme].clientSecret=acme-secret",
                        PREFIX + "sessions[North.Sea_1].client-id=north-id",
                        PREFIX + "sessions.south.client-id=south-id"),
                component -> {
                    assertThat(component.getSessions()).containsOnlyKeys("acme", "North.Sea_1", "south");
                    assertThat(component.getSessions().get("acme").getClientId())
                            .isEqualTo("acme-id");
                    assertThat(component.getSessions().get("acme").getClientSecret())
                            .isEqualTo("acme-secret");
                    assertThat(component.getSessions().get("North.Sea_1").getClientId())
                            .isEqualTo("north-id");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLIENT_SECRET", "CLIENTSECRET"})
    void sessionsBindFromVariablesOfTheEnvironment(String name) {
        String session = "CAMEL_COMPONENT_FOURINSIGHT_SESSIONS_ACME_";
        started(environment(Map.of(session + "CLIENTID", "acme-id", session + name, "acme-secret")), component -> {
            assertThat(component.getSessions()).containsOnlyKeys("acme");
            assertThat(component.getSessions().get("acme").getClientId()).isEqualTo("acme-id");
            assertThat(component.getSessions().get("acme").getClientSecret()).isEqualTo("acme-secret");
        });
    }

    @Test
    void enumsNumbersAndOptionsOfTheComponentItselfBind() {
        started(
                application.withPropertyValues(
                        PREFIX + "environment=test", PREFIX + "max-retries=7", PREFIX + "max-sessions=9"),
                component -> {
                    assertThat(component.getConfiguration().getEnvironment()).isEqualTo(Environment.TEST);
                    assertThat(component.getConfiguration().getMaxRetries()).isEqualTo(7);
                    assertThat(component.getMaxSessions()).isEqualTo(9);
                });
    }

    @Test
    void placeholdersOfSpringAndOfCamelAreResolved() {
        started(
                application.withPropertyValues(
                        "the.secret=s3cret",
                        "the.seconds=45s",
                        PREFIX + "client-id=${the.id:by-default}",
                        PREFIX + "client-secret={{the.secret}}",
                        PREFIX + "request-timeout={{the.seconds}}",
                        PREFIX + "sessions[acme].client-secret={{the.secret}}"),
                component -> {
                    assertThat(component.getConfiguration().getClientId()).isEqualTo("by-default");
                    assertThat(component.getConfiguration().getClientSecret()).isEqualTo("s3cret");
                    assertThat(component.getConfiguration().getRequestTimeout()).isEqualTo(Duration.ofSeconds(45));
                    assertThat(component.getSessions().get("acme").getClientSecret())
                            .isEqualTo("s3cret");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"${no.such.thing}", "{{no.such.thing}}"})
    void placeholderThatStandsForNothingFailsAndIsNamed(String value) {
        application.withPropertyValues(PREFIX + "client-secret=" + value).run(context -> {
            CamelContext camel = context.getBean(CamelContext.class);
            assertThat(messagesOf(() -> camel.getComponent("fourinsight")))
                    .contains(PREFIX + "client-secret", "no.such.thing");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-idd=x", "sessions[acme].client-secrett=x", "request-timeout=soon"})
    void whatIsNoOptionOrNoValueOfItFailsAndIsNamed(String property) {
        String name = PREFIX + property.substring(0, property.indexOf('='));
        application.withPropertyValues(PREFIX + property).run(context -> {
            assertThat(context).hasNotFailed();
            CamelContext camel = context.getBean(CamelContext.class);
            assertThat(messagesOf(() -> camel.getComponent("fourinsight"))).contains(name);
        });
    }

    @Test
    void misspeltSecretIsNamedWithoutItsValue() {
        application
                .withPropertyValues(PREFIX + "client-secrett=s3cret", PREFIX + "sessions[a].secret=s3cret")
                .run(context -> {
                    CamelContext camel = context.getBean(CamelContext.class);
                    assertThatThrownBy(() -> camel.getComponent("fourinsight"))
                            .rootCause()
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("The component fourinsight has no option '" + PREFIX
                                    + "client-secrett': perhaps 'clientSecret' is meant. The component fourinsight has no"
                                    + " option '" + PREFIX + "sessions[a].secret'.");
                });
    }

    @Test
    void otherVariablesOfTheEnvironmentAreNoMistake() {
        started(environment(Map.of("CAMEL_COMPONENT_FOURINSIGHT_IMAGE", "levels:1.2")), component -> assertThat(
                        component.getConfiguration().getClientId())
                .isNull());
    }

    @Test
    void componentThatTheApplicationMakesKeepsWhatNoPropertySets() {
        started(
                application
                        .withBean("fourinsight", FourInsightComponent.class, BindingTest::ownComponent)
                        .withPropertyValues(PREFIX + "client-secret=from-properties"),
                component -> {
                    assertThat(component.getConfiguration().getClientId()).isEqualTo("own");
                    assertThat(component.getConfiguration().getClientSecret()).isEqualTo("from-properties");
                });
    }

    @Test
    void enabledIsNoMistakeAndFalseTurnsBindingOff() {
        started(
                application.withPropertyValues(PREFIX + "enabled=true", PREFIX + "client-id=id"),
                component ->
                        assertThat(component.getConfiguration().getClientId()).isEqualTo("id"));
        started(
                application.withPropertyValues(PREFIX + "enabled=false", PREFIX + "client-id=id"),
                component ->
                        assertThat(component.getConfiguration().getClientId()).isNull());
    }

    private ApplicationContextRunner environment(Map<String, Object> variables) {
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        return application.withInitializer(context -> context.getEnvironment()
                .getPropertySources()
                .replace(name, new SystemEnvironmentPropertySource(name, variables)));
    }

    private static void started(ApplicationContextRunner application, Consumer<FourInsightComponent> check) {
        application.run(context -> {
            assertThat(context).hasNotFailed();
            check.accept(context.getBean(CamelContext.class).getComponent("fourinsight", FourInsightComponent.class));
        });
    }

    private static FourInsightComponent ownComponent() {
        FourInsightComponent component = new FourInsightComponent();
        component.getConfiguration().setClientId("own");
        return component;
    }

    private static String messagesOf(Runnable call) {
        StringBuilder messages = new StringBuilder();
        try {
            call.run();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                messages.append(cause.getMessage()).append('\n');
            }
        }
        return messages.toString();
    }
}
