package dev.hourglass;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The contract knows nobody who uses it, and no framework. */
@AnalyzeClasses(packages = "dev.hourglass", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_contract_knows_no_framework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "jakarta..", "org.hibernate..", "org.ejml..", "picocli..");

    @ArchTest
    static final ArchRule events_know_neither_their_encoding_nor_specs = noClasses()
            .that()
            .resideInAPackage("dev.hourglass.events")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.hourglass.events.codec..",
                    "dev.hourglass.events.topics..",
                    "dev.hourglass.spec..",
                    "org.apache.kafka..",
                    "com.google.protobuf..",
                    "com.fasterxml..");

    @ArchTest
    static final ArchRule specs_and_blobs_know_no_kafka = noClasses()
            .that()
            .resideInAnyPackage("dev.hourglass.spec..", "dev.hourglass.blob..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "com.google.protobuf..", "dev.hourglass.events.codec..");
}
