package dev.hourglass.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.stack.Home;
import dev.hourglass.cli.stack.Signals;
import dev.hourglass.cli.stack.Stack;
import dev.hourglass.cli.stack.StackRecord;
import dev.hourglass.cli.stack.StackSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Start Kafka, PostgreSQL, the tracker and workers on this machine; Ctrl-C stops them.")
final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where everything is kept; else HOURGLASS_HOME, else the user's data folder.")
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
            defaultValue = "8080",
            description = "Port of the tracker on 127.0.0.1, 0 for a free one; ${DEFAULT-VALUE} if not given.")
    int port;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of training data to look in first.")
    Optional<Path> data;

    @Mixin
    Output output;

    @Override
    public Integer call() {
        var settings = new StackSettings(
                Home.of(home),
                workers.orElse(Runtime.getRuntime().availableProcessors()),
                port,
                data.map(Path::toAbsolutePath),
                BuildInfo.root());
        try (Stack stack = Stack.on(settings, output::note)) {
            CompletableFuture<String> signal = Signals.first();
            output.note("starting Kafka, PostgreSQL, the tracker and " + Text.count(settings.workers(), "worker")
                    + " in " + settings.home().folder());
            CompletableFuture<Void> started = startWithin(stack);
            CompletableFuture.anyOf(started, signal).join();
            if (!signal.isDone()) {
                tell(stack, settings);
                CompletableFuture.anyOf(stack.broken(), signal).join();
            }
            output.note("stopping");
        } catch (CompletionException e) {
            throw e.getCause() instanceof CommandFailedException told ? told : e;
        }
        return 0;
    }

    /** In a thread of its own, so that Ctrl-C need not wait for the start. */
    static CompletableFuture<Void> startWithin(Stack stack) {
        return CompletableFuture.runAsync(
                stack::start, task -> Thread.ofPlatform().daemon().name("start").start(task));
    }

    private void tell(Stack stack, StackSettings settings) {
        StackRecord record = stack.record();
        ObjectNode answer = Output.object()
                .put("url", record.url())
                .put("home", settings.home().folder().toString())
                .put("kafka", record.kafka())
                .put("pid", record.pid());
        ArrayNode children = answer.putArray("processes");
        record.children()
                .forEach(child -> children.addObject().put("name", child.name()).put("pid", child.pid()));
        output.json(answer);
        output.line("Hourglass is at " + record.url());
        output.line("  home     " + settings.home().folder());
        output.line("  Kafka    " + record.kafka());
        output.line("  workers  " + settings.workers());
        if (!settings.home().equals(Home.of(Optional.empty()))) {
            output.line("  elsewhere, tell the commands where it is: export HOURGLASS_HOME="
                    + settings.home().quoted());
        }
        output.line("Ctrl-C stops it; the next 'up' goes on where it was.");
    }
}
