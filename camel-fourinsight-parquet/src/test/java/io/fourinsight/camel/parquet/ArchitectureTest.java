package io.fourinsight.camel.parquet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the data format stands on. */
@AnalyzeClasses(packages = "io.fourinsight.camel.parquet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Neither the component, which may change without it, nor Hadoop, which users would have to bring. */
    @ArchTest
    static final ArchRule dataFormatKnowsSeriesAndParquet = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.apache.camel..",
                    "org.apache.parquet..",
                    "com.github.luben.zstd..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "io.fourinsight.client.reservoir..",
                    "io.fourinsight.camel.parquet..");
}
