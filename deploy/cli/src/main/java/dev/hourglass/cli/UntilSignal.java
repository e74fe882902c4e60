package dev.hourglass.cli;

import dev.hourglass.cli.stack.Signals;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A long task that Ctrl-C interrupts, so that it ends what it started. */
final class UntilSignal {

    private UntilSignal() {}

    /** @return empty if it was interrupted */
    static <T> Optional<T> run(String name, Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        Thread thread = Thread.ofPlatform().name(name).start(task);
        Signals.first().thenRun(thread::interrupt);
        try {
            return Optional.of(task.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                return Optional.empty();
            }
            throw e.getCause() instanceof Exception told ? told : e;
        }
    }
}
