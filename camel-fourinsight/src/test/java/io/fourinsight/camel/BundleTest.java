package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
        assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo("camel-fourinsight");
    }

    @Test
    void onlyWhatRoutesAreWrittenWithIsExported() {
        assertThat(clauses("Export-Package"))
                .extracting(clause -> clause.substring(0, clause.indexOf(';')))
                .containsExactlyInAnyOrder(
                        "io.fourinsight.camel",
                        "io.fourinsight.camel.csv",
                        "io.fourinsight.camel.options",
                        "io.fourinsight.camel.poll.cursor");
    }

    /** What the client exports to the component alone may change with any release. */
    @Test
    void internalsOfTheClientAreImportedAtExactlyTheVersionOfTheBuild() {
        Set<String> toEverybody = Set.of(
                "io.fourinsight.client",
                "io.fourinsight.client.reservoir",
                "io.fourinsight.client.rest",
                "io.fourinsight.client.session",
                "io.fourinsight.client.session.signin");

        assertThat(clauses("Import-Package"))
                .filteredOn(in("io.fourinsight.client"))
                .isNotEmpty()
                .allSatisfy(clause -> {
                    String name = clause.substring(0, clause.indexOf(';'));
                    assertThat(clause.substring(name.length()))
                            .isEqualTo(
                                    toEverybody.contains(name) ? ";version=\"[1.0,2)\"" : ";version=\"[1.0.0,1.0.0]\"");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    org.apache.camel        | version="[4.14,5)"
                    org.slf4j               | version="[2.0,3)"
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
                        "io.fourinsight",
                        "org.apache.camel",
                        "org.apache.hc",
                        "org.slf4j",
                        "com.ethlo.time",
                        "de.siegmar.fastcsv",
                        "javax.net.ssl",
                        "javax.management.openmbean",
                        "javax.sql")
                .map(BundleTest::in)
                .reduce(Predicate::or)
                .orElseThrow();

        assertThat(clauses("Import-Package"))
                .filteredOn(clause -> !clause.endsWith(";resolution:=optional"))
                .allMatch(known);
    }

    /** What many users do not have. */
    @Test
    void metersTracesAndAnnotationsAreOptional() {
        assertThat(clauses("Import-Package"))
                .filteredOn(clause -> clause.endsWith(";resolution:=optional"))
                .anyMatch(in("io.micrometer.core.instrument"))
                .anyMatch(in("io.opentelemetry.api.trace"))
                .anyMatch(in("org.jspecify.annotations"))
                .allMatch(in("io.micrometer.core.instrument")
                        .or(in("io.opentelemetry."))
                        .or(in("org.jspecify.annotations")));
    }

    private static Predicate<String> in(String packages) {
        return clause -> clause.startsWith(packages);
    }

    @Test
    void bundleNeedsTheExtenderThatFindsComponents() {
        assertThat(clauses("Require-Capability"))
                .contains(
                        "osgi.extender;filter:=\"(&(osgi.extender=org.apache.camel)(version>=4.14)(!(version>=5.0)))\"");
        assertThat(Path.of("target/classes/META-INF/services/org/apache/camel/component/fourinsight"))
                .exists();
        assertThat(Path.of("target/classes/META-INF/services/org/apache/camel/dataformat/fourinsightCsv"))
                .exists();
    }

    @Test
    void othersMayWaitForTheComponentAndItsDataFormat() {
        assertThat(clauses("Provide-Capability"))
                .containsExactlyInAnyOrder(
                        "osgi.service;component=fourinsight"
                                + ";objectClass:List<String>=\"org.apache.camel.spi.ComponentResolver\";effective:=active",
                        "osgi.service;dataformat=fourinsightCsv"
                                + ";objectClass:List<String>=\"org.apache.camel.spi.DataFormatResolver\";effective:=active");
    }
}
