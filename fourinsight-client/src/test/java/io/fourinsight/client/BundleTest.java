package io.fourinsight.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifest that makes the jar an OSGi bundle. */
class BundleTest {

    private final Attributes manifest;

    BundleTest() throws IOException {
        try (InputStream file = Files.newInputStream(Path.of("target/classes/META-INF/MANIFEST.MF"))) {
            manifest = new Manifest(file).getMainAttributes();
        }
    }

    /** The clauses of a header; a comma within quotes is part of a version range. */
    private List<String> clauses(String header) {
        return List.of(manifest.getValue(header).split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"));
    }

    @Test
    void bundleHasTheNameOfTheArtifact() {
        assertThat(manifest.getValue("Bundle-ManifestVersion")).isEqualTo("2");
        assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo("fourinsight-client");
    }

    @Test
    void whatProgramsAreWrittenWithIsExportedToEverybody() {
        assertThat(clauses("Export-Package"))
                .filteredOn(clause -> !clause.contains("x-friends"))
                .extracting(clause -> clause.substring(0, clause.indexOf(';')))
                .containsExactlyInAnyOrder(
                        "io.fourinsight.client",
                        "io.fourinsight.client.reservoir",
                        "io.fourinsight.client.rest",
                        "io.fourinsight.client.session",
                        "io.fourinsight.client.session.signin");
    }

    @Test
    void internalsAreExportedToTheComponentAlone() {
        assertThat(clauses("Export-Package"))
                .filteredOn(clause -> clause.contains("x-friends"))
                .isNotEmpty()
                .allMatch(clause -> clause.matches(".*;x-friends:=\"?camel-fourinsight\"?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    com.fasterxml.jackson   | version="[2.19,3)"
                    com.nimbusds.oauth2     | version="[11.39,12)"
                    com.nimbusds.openid     | version="[11.39,12)"
                    com.nimbusds.jwt        | version="[10.9,11)"
                    com.ethlo.time          | version="[1.14,2)"
                    ch.randelshofer         | version="[2.0,3)"
                    org.slf4j               | version="[2.0,3)"
                    com.sun.net.httpserver  | resolution:=optional
                    org.jspecify            | version="[1.0,2)";resolution:=optional
                    """)
    void importsHaveTheRangeThatIsTested(String packages, String range) {
        assertThat(clauses("Import-Package"))
                .filteredOn(in(packages))
                .isNotEmpty()
                .allMatch(clause -> clause.endsWith(";" + range));
    }

    /** Neither a package nobody thought of, which Karaf would miss, nor those of the JDK that every bundle has. */
    @Test
    void nothingElseIsImported() {
        Predicate<String> known = Stream.of(
                        "io.fourinsight.client",
                        "org.apache.hc",
                        "com.fasterxml.jackson",
                        "com.nimbusds",
                        "net.minidev.json",
                        "com.ethlo.time",
                        "ch.randelshofer.fastdoubleparser",
                        "org.slf4j",
                        "javax.crypto",
                        "javax.net.ssl",
                        "com.sun.net.httpserver",
                        "org.jspecify.annotations")
                .map(BundleTest::in)
                .reduce(Predicate::or)
                .orElseThrow();

        assertThat(clauses("Import-Package")).allMatch(known);
    }

    private static Predicate<String> in(String packages) {
        return clause -> clause.startsWith(packages);
    }
}
