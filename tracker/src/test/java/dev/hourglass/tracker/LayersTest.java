package dev.hourglass.tracker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the tracker may know of the trainer. */
@AnalyzeClasses(packages = "dev.hourglass.tracker", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule only_the_choir_knows_the_trainer = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(Choir|ChoraleResource)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.hourglass.music..", "dev.hourglass.checkpoint..", "dev.hourglass.data..");

    @ArchTest
    static final ArchRule and_of_the_trainer_only_what_sings = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.hourglass.engine..",
                    "dev.hourglass.model..",
                    "dev.hourglass.dynamics..",
                    "dev.hourglass.observe..",
                    "dev.hourglass.run..",
                    "dev.hourglass.worker..",
                    "dev.hourglass.bench..");
}
