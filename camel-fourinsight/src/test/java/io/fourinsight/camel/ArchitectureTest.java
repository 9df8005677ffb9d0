package io.fourinsight.camel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages of the component, see docs/architecture.md. */
@AnalyzeClasses(packages = "io.fourinsight.camel", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsRunOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.fourinsight.camel..")
            .layer("component")
            .definedBy("io.fourinsight.camel")
            .layer("runtime")
            .definedBy("io.fourinsight.camel.runtime..")
            .layer("operations")
            .definedBy("io.fourinsight.camel.operation..")
            .layer("observe")
            .definedBy("io.fourinsight.camel.observe..")
            .layer("poll")
            .definedBy("io.fourinsight.camel.poll..")
            .layer("route")
            .definedBy("io.fourinsight.camel.route..")
            .layer("login")
            .definedBy("io.fourinsight.camel.login..")
            .layer("options")
            .definedBy("io.fourinsight.camel.options..")
            .layer("csv")
            .definedBy("io.fourinsight.camel.csv..")
            .whereLayer("csv")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("csv")
            .mayNotAccessAnyLayer()
            .whereLayer("component")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("runtime")
            .mayOnlyBeAccessedByLayers("component")
            .whereLayer("operations")
            .mayOnlyBeAccessedByLayers("component", "runtime")
            .whereLayer("observe")
            .mayOnlyBeAccessedByLayers("component", "runtime")
            .whereLayer("poll")
            .mayOnlyBeAccessedByLayers("component", "runtime")
            .whereLayer("route")
            .mayOnlyBeAccessedByLayers("component", "runtime", "operations", "observe", "poll")
            .whereLayer("login")
            .mayOnlyBeAccessedByLayers("component", "runtime", "operations", "poll", "route");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.fourinsight.camel.(**)").should().beFreeOfCycles();

    /** The classes that Camel makes know no HTTP: they ask the runtime for what an exchange runs through. */
    @ArchTest
    static final ArchRule classesOfCamelKnowNoHttp = noClasses()
            .that()
            .resideInAPackage("io.fourinsight.camel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "io.fourinsight.client.rest.call..", "io.fourinsight.client.wire..");

    /** A poll plans, reads and delivers; operations answer one exchange. Each goes without the other. */
    @ArchTest
    static final ArchRule pollsKnowNoOperations = noClasses()
            .that()
            .resideInAPackage("io.fourinsight.camel.poll..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fourinsight.camel.operation..");

    /** Connections are made, and made quiet, in one place; operations know the bodies of messages. */
    @ArchTest
    static final ArchRule onlyTheRuntimeAndOperationsKnowHttpClient = noClasses()
            .that()
            .resideOutsideOfPackages("io.fourinsight.camel.runtime..", "io.fourinsight.camel.operation..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hc..");
}
