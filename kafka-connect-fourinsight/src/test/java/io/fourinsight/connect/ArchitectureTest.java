package io.fourinsight.connect;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages of the connectors: from these to source and sink, which do not know each other. */
@AnalyzeClasses(packages = "io.fourinsight.connect", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsRunOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.fourinsight.connect..")
            .withOptionalLayers(true)
            .layer("connectors")
            .definedBy("io.fourinsight.connect")
            .layer("source")
            .definedBy("io.fourinsight.connect.source..")
            .layer("sink")
            .definedBy("io.fourinsight.connect.sink..")
            .layer("common")
            .definedBy("io.fourinsight.connect.common..")
            .whereLayer("connectors")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("source")
            .mayOnlyBeAccessedByLayers("connectors")
            .whereLayer("sink")
            .mayOnlyBeAccessedByLayers("connectors")
            .whereLayer("common")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.fourinsight.connect.(**)").should().beFreeOfCycles();

    /** What a worker loads must bring no Camel, and know no broker beyond Connect's API. */
    @ArchTest
    static final ArchRule knowsNoCamel = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "io.fourinsight.camel..", "org.apache.kafka.connect.runtime..");
}
