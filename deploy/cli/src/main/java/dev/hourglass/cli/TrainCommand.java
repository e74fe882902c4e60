package dev.hourglass.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.stack.Signals;
import dev.hourglass.data.DataSource;
import dev.hourglass.engine.KernelChoice;
import dev.hourglass.engine.Kernels;
import dev.hourglass.run.FolderTraining;
import dev.hourglass.run.Outcome;
import dev.hourglass.run.TrainedRun;
import dev.hourglass.spec.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "train",
        description =
                "Train here and now, without Kafka: events and checkpoints go into a folder, 'publish' sends them later.")
final class TrainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "SPEC", description = "File of the spec, YAML or JSON.")
    Path spec;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder; what was interrupted in it goes on from its last checkpoint.")
    Path out;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of training data to look in first.")
    Optional<Path> data;

    @Option(names = "--kernel", description = "The dense kernel: openblas, vector or ejml; the fastest if not given.")
    Optional<String> kernel;

    @Option(names = "--weights", paramLabel = "FILE", description = "Weights to start from (safetensors).")
    Optional<Path> weights;

    @Mixin
    Output output;

    @Override
    public Integer call() throws IOException {
        String text = SpecFile.read(spec);
        KernelChoice choice = kernel.map(Kernels::named).orElseGet(Kernels::best);
        try (var training = new FolderTraining(
                        out,
                        new DataSource(DataCommand.folders(data)),
                        choice,
                        WorkerCommand.host(),
                        Optional.ofNullable(System.getenv("HOURGLASS_USER")).orElse("someone"),
                        Clock.systemUTC());
                var progress = new TrainProgress(output)) {
            Signals.first().thenAccept(signal -> training.stop("stopped by SIG" + signal));
            if (weights.isPresent()) {
                Path file = weights.get();
                text = SpecFile.withWeights(
                        text,
                        training.blobs().write(bytes -> Files.copy(file, bytes)).sha256());
            }
            return report(training.train(text, spec.toString(), progress));
        } catch (InvalidSpecException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** @return 1 unless every run has completed */
    private int report(List<TrainedRun> runs) {
        int code = runs.isEmpty() ? 1 : 0;
        for (TrainedRun run : runs) {
            ObjectNode answer = Output.object().put("run", run.run().toString()).put("name", run.name());
            switch (run.outcome()) {
                case Outcome.Completed done ->
                    answer.put("state", "completed")
                            .put("step", done.at().step())
                            .put("tau", done.at().tau());
                case Outcome.HandedOver over ->
                    answer.put("state", "interrupted").put("step", over.at().step());
                case Outcome.Failed failed -> answer.put("state", "failed").put("reason", failed.reason());
                default -> answer.put("state", run.outcome().toString());
            }
            code = run.outcome() instanceof Outcome.Completed ? code : 1;
            output.json(answer);
            output.line(answer.path("run").asText() + "  " + run.name() + "  "
                    + answer.path("state").asText()
                    + (answer.has("step") ? " at step " + answer.path("step").asText() : "")
                    + (answer.has("reason") ? ": " + answer.path("reason").asText() : ""));
        }
        return code;
    }
}
