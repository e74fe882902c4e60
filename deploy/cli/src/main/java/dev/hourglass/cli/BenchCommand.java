package dev.hourglass.cli;

import dev.hourglass.bench.EngineBench;
import dev.hourglass.bench.EngineMeasurement;
import dev.hourglass.data.Dataset;
import dev.hourglass.engine.Kernels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = "How fast this machine is, and what the stack withstands.",
        synopsisSubcommandLabel = "engine|ingest|query|web|chaos|fuzz",
        subcommands = {
            IngestBenchCommand.class,
            QueryBenchCommand.class,
            WebBenchCommand.class,
            ChaosBenchCommand.class,
            FuzzBenchCommand.class
        })
final class BenchCommand implements Runnable {

    private static final int CHORALES = 80;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "engine, ingest, query, web, chaos or fuzz is missing");
    }

    @Command(
            name = "engine",
            description =
                    "The training step of each kernel beside its matrix product, on one core, with what the step allocates.")
    void engine(
            @Option(names = "--data", paramLabel = "DIR", description = "Folder of training data to look in first.")
                    Optional<Path> data,
            @Option(names = "--kernel", description = "Only this: openblas, vector or ejml; all if not given.")
                    Optional<String> kernel,
            @Mixin Output output) {
        Dataset chorales = DemoData.find(DataCommand.folders(data)).dataset(CHORALES);
        if (chorales.synthetic()) {
            output.note("the chorales were not found: measured with " + chorales.name());
        }
        var bench = new EngineBench(chorales.sequences());
        List<EngineMeasurement> all = kernel.map(
                        name -> List.of(bench.measure(Kernels.named(name).kernel())))
                .orElseGet(bench::measureAll);
        var rows = new ArrayList<List<String>>();
        for (EngineMeasurement one : all) {
            output.json(Output.object()
                    .put("kernel", one.kernel())
                    .put("system", one.system())
                    .put("stepsPerSecond", one.stepsPerSecond())
                    .put("stepGflops", one.stepGflops())
                    .put("gemmGflops", one.gemmGflops())
                    .put("allocatedBytesPerStep", one.allocatedBytesPerStep())
                    .put("dataset", chorales.name()));
            rows.add(List.of(
                    one.kernel(),
                    Text.number(one.stepsPerSecond()),
                    Text.number(one.stepGflops()),
                    Text.number(one.gemmGflops()),
                    Text.number(one.stepGflops() / one.gemmGflops()),
                    Long.toString(one.allocatedBytesPerStep())));
        }
        all.stream().findFirst().ifPresent(one -> output.line(one.system()));
        Text.table(List.of("KERNEL", "STEPS/S", "STEP GFLOP/S", "GEMM GFLOP/S", "RATIO", "BYTES/STEP"), rows)
                .forEach(output::line);
    }
}
