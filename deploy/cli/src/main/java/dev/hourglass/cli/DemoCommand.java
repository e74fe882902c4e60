package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.cli.stack.Home;
import dev.hourglass.cli.stack.Signals;
import dev.hourglass.cli.stack.Stack;
import dev.hourglass.cli.stack.StackSettings;
import dev.hourglass.embedded.Ports;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description =
                "Start everything, let a network learn chorales, branch it at three ages, and show how each branch goes on.")
final class DemoCommand implements Callable<Integer> {

    private static final int USUAL_PORT = 8080;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where everything is kept; a temporary folder, removed at the end, if not given.")
    Optional<Path> home;

    @Option(
            names = "--workers",
            paramLabel = "N",
            converter = WholeNumber.Workers.class,
            description = "Runs that train at a time; one a core if not given.")
    Optional<Integer> workers;

    @Option(
            names = "--port",
            converter = WholeNumber.Port.class,
            description = "Port of the tracker on 127.0.0.1; 8080, or a free one if that is in use, if not given.")
    Optional<Integer> port;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of training data to look in first.")
    Optional<Path> data;

    @Option(names = "--exit", description = "Stop when the demo is done, instead of waiting for Ctrl-C.")
    boolean exit;

    @Mixin
    Output output;

    @Override
    public Integer call() throws InterruptedException {
        CompletableFuture<String> signal = Signals.first();
        if (home.isPresent()) {
            return show(home.get(), signal);
        }
        try (var folder = new TemporaryFolder("hourglass-demo")) {
            return show(folder.path(), signal);
        }
    }

    private int show(Path folder, CompletableFuture<String> signal) throws InterruptedException {
        DemoData chorales = DemoData.findOrFetch(DataCommand.folders(data));
        output.note("data: " + chorales.name() + " (" + chorales.why() + ")");
        var settings = new StackSettings(
                Home.of(Optional.of(folder)),
                workers.orElse(Runtime.getRuntime().availableProcessors()),
                port.orElse(Ports.isFree(USUAL_PORT) ? USUAL_PORT : 0),
                data.map(Path::toAbsolutePath),
                BuildInfo.root());
        try (Stack stack = Stack.on(settings, output::note)) {
            output.note("starting Kafka, PostgreSQL, the tracker and " + Text.count(settings.workers(), "worker")
                    + " in " + folder);
            var done = UpCommand.startWithin(stack).thenApplyAsync(_ -> {
                output.note("Hourglass is at " + stack.url() + "; watch it there");
                return experiment(stack, chorales);
            });
            CompletableFuture.anyOf(done, stack.broken(), signal).join();
            if (signal.isDone()) {
                output.note("stopping before the end");
                return 1;
            }
            DemoSummary summary = done.join();
            summary.print(output);
            if (!exit) {
                output.note("Ctrl-C stops it");
                CompletableFuture.anyOf(stack.broken(), signal).join();
            }
            return summary.complete() ? 0 : 1;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException told ? told : e;
        }
    }

    private DemoSummary experiment(Stack stack, DemoData chorales) {
        try (var client = new TrackerClient(stack.url(), Optional.of("demo"), Optional.empty())) {
            var experiment = new DemoExperiment(client, new ProgressLine(output::note));
            JsonNode parent = experiment.queue(chorales.name());
            return experiment.watch(parent.path("id").asText());
        }
    }
}
