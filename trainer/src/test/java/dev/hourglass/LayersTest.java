package dev.hourglass;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Whoever stands lower may know those above, never the other way round. */
@AnalyzeClasses(packages = "dev.hourglass", importOptions = DoNotIncludeTests.class)
final class LayersTest {

    @ArchTest
    static final ArchRule the_trainer_is_built_in_layers = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.hourglass..")
            .layer("engine")
            .definedBy("dev.hourglass.engine..")
            .layer("model")
            .definedBy("dev.hourglass.model..")
            .layer("data")
            .definedBy("dev.hourglass.data..")
            .layer("dynamics")
            .definedBy("dev.hourglass.dynamics..")
            .layer("checkpoint")
            .definedBy("dev.hourglass.checkpoint..")
            .layer("observe")
            .definedBy("dev.hourglass.observe..")
            .layer("run")
            .definedBy("dev.hourglass.run..")
            .layer("worker")
            .definedBy("dev.hourglass.worker..")
            .layer("music")
            .definedBy("dev.hourglass.music..")
            .layer("bench")
            .definedBy("dev.hourglass.bench..")
            .whereLayer("worker")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("music")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("bench")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("run")
            .mayOnlyBeAccessedByLayers("worker")
            .whereLayer("observe")
            .mayOnlyBeAccessedByLayers("run", "worker")
            .whereLayer("checkpoint")
            .mayOnlyBeAccessedByLayers("observe", "run", "worker", "music")
            .whereLayer("dynamics")
            .mayOnlyBeAccessedByLayers("observe", "run", "worker", "bench")
            .whereLayer("data")
            .mayOnlyBeAccessedByLayers("run", "worker", "music", "bench")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("data", "dynamics", "checkpoint", "observe", "run", "worker", "music", "bench");
}
