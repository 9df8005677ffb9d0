package io.fourinsight.camel.quarkus.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.FourInsightComponent;
import io.fourinsight.camel.FourInsightEndpoint;
import io.fourinsight.camel.options.SessionCredentials;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import io.fourinsight.client.reservoir.TimeSeriesTable;
import io.fourinsight.client.reservoir.VerificationException;
import io.fourinsight.client.session.SessionException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks at what native-image would be given: the sources and settings that Quarkus has generated. */
class NativeSourcesIT {

    private static final Path SOURCES = Path.of(System.getProperty("native-sources"));

    private static JarFile application;

    @BeforeAll
    static void openApplication() throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(SOURCES, "*-runner.jar")) {
            application = new JarFile(jars.iterator().next().toFile());
        }
    }

    @AfterAll
    static void closeApplication() throws IOException {
        application.close();
    }

    /** Those that Camel makes by the names in its service files. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.FourInsightComponentConfigurer",
                "camel.options.FourInsightConfigurationConfigurer",
                "camel.FourInsightEndpointConfigurer",
                "camel.FourInsightEndpointUriFactory",
                "camel.TimeSeriesConverters",
                "camel.TimeSeriesGroupConverters",
                "client.reservoir.TimeSeriesDeserializer",
                "client.reservoir.TimeSeriesSerializer"
            })
    void helpersOfTheComponentCanBeMade(String name) throws IOException {
        assertThat(reflection("io.fourinsight." + name).path("allDeclaredConstructors"))
                .isEqualTo(truth());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                FourInsightComponent.class,
                FourInsightEndpoint.class,
                SessionCredentials.class,
                TimeSeries.class,
                TimeSeriesGroup.class,
                TimeSeriesTable.class,
                Sample.class
            })
    void beansCanBeMadeAndRead(Class<?> bean) throws IOException {
        assertCanBeMadeAndRead(bean);
    }

    /** All there are in the jar, so that none is forgotten that comes later. */
    @Test
    void exceptionsCanBeCaughtByNameAndRead() throws Exception {
        List<Class<?>> exceptions = publicExceptions();

        assertThat(exceptions).contains(SessionException.LoginRequired.class, VerificationException.class);
        for (Class<?> exception : exceptions) {
            assertCanBeMadeAndRead(exception);
        }
    }

    private static List<Class<?>> publicExceptions() throws Exception {
        List<Class<?>> exceptions = new ArrayList<>();
        for (String name : classesOfTheComponent()) {
            Class<?> type = Class.forName(name, false, NativeSourcesIT.class.getClassLoader());
            if (Throwable.class.isAssignableFrom(type) && Modifier.isPublic(type.getModifiers())) {
                exceptions.add(type);
            }
        }
        return exceptions;
    }

    private static List<String> classesOfTheComponent() throws IOException {
        List<String> classes = new ArrayList<>(classesOf("*.camel-fourinsight-*.jar"));
        classes.addAll(classesOf("*.fourinsight-client-*.jar"));
        return classes;
    }

    private static List<String> classesOf(String pattern) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(SOURCES.resolve("lib"), pattern);
                JarFile jar = new JarFile(jars.iterator().next().toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }

    private static void assertCanBeMadeAndRead(Class<?> type) throws IOException {
        JsonNode entry = reflection(type.getName());

        assertThat(entry.path("allDeclaredConstructors")).as(type.getName()).isEqualTo(truth());
        assertThat(entry.path("allDeclaredMethods")).as(type.getName()).isEqualTo(truth());
    }

    /** The generated class tells the builder, by name, which classes not to initialize. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.fourinsight.client.base.Secret",
                "com.nimbusds.oauth2.sdk.auth.Secret",
                "com.nimbusds.oauth2.sdk.http.HTTPRequest"
            })
    void keysRandomsAndTlsAreInitializedAtRunTime(String name) throws IOException {
        assertThat(text("io/quarkus/runner/Feature.class")).contains(name);
    }

    /** Its constants are in the image, so the analysis of native-image refuses to leave them for later. */
    @Test
    void constantsOfNimbusAreInitializedAtBuildTime() throws IOException {
        assertThat(text("io/quarkus/runner/Feature.class")).doesNotContain("com.nimbusds.oauth2.sdk.id.Identifier");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "leap_second_dates.csv",
                "io/fourinsight/client/session/signin/answer.html",
                "META-INF/io/fourinsight/camel/fourinsight.json"
            })
    void resourcesAreIncluded(String name) throws IOException {
        assertThat(json("resource-config.json").path("resources").path("includes"))
                .anySatisfy(
                        include -> assertThat(include.path("pattern").asText()).isEqualTo("\\Q" + name + "\\E"));
    }

    @Test
    void httpsIsIncluded() throws IOException {
        assertThat(Files.readString(SOURCES.resolve("native-image.args")))
                .containsPattern("--enable-url-protocols=\\S*\\bhttps\\b");
    }

    private static JsonNode truth() throws IOException {
        return new ObjectMapper().readTree("true");
    }

    private static JsonNode reflection(String className) throws IOException {
        for (JsonNode entry : json("reflect-config.json")) {
            if (entry.path("name").asText().equals(className)) {
                return entry;
            }
        }
        throw new AssertionError("reflect-config.json does not name " + className);
    }

    private static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(text("META-INF/native-image/" + name));
    }

    /** The entry as text; of a class file, this shows its constants. */
    private static String text(String entry) throws IOException {
        try (InputStream content = application.getInputStream(application.getEntry(entry))) {
            return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
