package io.fourinsight.client;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.apache.hc.core5.http.HttpEntity;

/** The arrows between the packages of the client, see docs/architecture.md. */
@AnalyzeClasses(packages = "io.fourinsight.client", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsRunOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.fourinsight..")
            .layer("front door")
            .definedBy("io.fourinsight.client")
            .layer("assembly")
            .definedBy("io.fourinsight.client.assembly..")
            .layer("window")
            .definedBy("io.fourinsight.client.window..")
            .layer("reservoir")
            .definedBy("io.fourinsight.client.reservoir..")
            .layer("campaign")
            .definedBy("io.fourinsight.client.campaign..")
            .layer("plan")
            .definedBy("io.fourinsight.client.plan..")
            .layer("rest")
            .definedBy("io.fourinsight.client.rest..")
            .layer("session")
            .definedBy("io.fourinsight.client.session..")
            .layer("wire")
            .definedBy("io.fourinsight.client.wire..")
            .layer("base")
            .definedBy("io.fourinsight.client.base..")
            .whereLayer("front door")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("assembly")
            .mayOnlyBeAccessedByLayers("front door")
            .whereLayer("window")
            .mayOnlyBeAccessedByLayers("front door")
            .whereLayer("plan")
            .mayOnlyBeAccessedByLayers("window")
            .whereLayer("reservoir")
            .mayOnlyBeAccessedByLayers("front door", "assembly", "window")
            .whereLayer("campaign")
            .mayOnlyBeAccessedByLayers("front door", "assembly")
            .whereLayer("rest")
            .mayOnlyBeAccessedByLayers("front door", "assembly", "window", "reservoir", "campaign")
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("front door", "assembly", "window", "reservoir", "campaign", "rest")
            .whereLayer("wire")
            .mayOnlyBeAccessedByLayers("front door", "assembly", "window", "reservoir", "campaign", "rest", "session");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.fourinsight.client.(**)").should().beFreeOfCycles();

    /** Sessions sign nobody in: a program that people sit before does, through the factory. */
    @ArchTest
    static final ArchRule onlyTheFactoryKnowsHowPeopleSignIn = classes()
            .that()
            .resideInAPackage("io.fourinsight.client.session.signin..")
            .should()
            .onlyHaveDependentClassesThat(resideInAnyPackage(
                    "io.fourinsight.client",
                    "io.fourinsight.client.assembly..",
                    "io.fourinsight.client.session.signin.."));

    @ArchTest
    static final ArchRule nothingKnowsCamelOrKafka = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "org.apache.kafka..", "io.fourinsight.camel..");

    /** The plan is a function of its arguments: that is what its property tests rest on. */
    @ArchTest
    static final ArchRule thePlanIsPure = noClasses()
            .that()
            .resideInAPackage("io.fourinsight.client.plan..")
            .should()
            .dependOnClassesThat(resideOutsideOfPackages(
                    "io.fourinsight.client.plan..",
                    "io.fourinsight.client.base..",
                    "java.lang..",
                    "java.time",
                    "java.util..",
                    "org.jspecify.annotations.."));

    @ArchTest
    static final ArchRule thePlanKnowsNoClock = noClasses()
            .that()
            .resideInAPackage("io.fourinsight.client.plan..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    /** What changes how HttpCore speaks is in one place; a body says what is spoken, and may be anywhere. */
    @ArchTest
    static final ArchRule onlyTheWireExtendsHttpCore = noClasses()
            .that()
            .resideOutsideOfPackage("io.fourinsight.client.wire..")
            .should()
            .beAssignableTo(resideInAPackage("org.apache.hc.core5..")
                    .and(not(INTERFACES))
                    .and(not(assignableTo(HttpEntity.class)))
                    .as("classes of HttpCore that are no bodies"));
}
