package dev.hourglass.cli.stack;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes of a stack whose supervisor was killed. They end by themselves; this waits, and helps where it takes too long. */
final class Leftovers {

    private static final int PATIENCE_SECONDS = 20;

    private Leftovers() {}

    /** @return the names of those that were still there */
    static List<String> end(StackRecord record) {
        List<StackRecord.Child> alive = record.children().stream()
                .filter(child -> ProcessHandle.of(child.pid()).filter(child::is).isPresent())
                .toList();
        List<ProcessHandle> processes = alive.stream()
                .flatMap(child -> ProcessHandle.of(child.pid()).stream())
                .toList();
        processes.forEach(ProcessHandle::destroy);
        List<CompletableFuture<ProcessHandle>> ends =
                processes.stream().map(ProcessHandle::onExit).toList();
        var all = CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
        all.copy().completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        for (ProcessHandle process : processes) {
            Stream.concat(process.descendants(), Stream.of(process))
                    .filter(ProcessHandle::isAlive)
                    .forEach(ProcessHandle::destroyForcibly);
        }
        all.join();
        return alive.stream().map(StackRecord.Child::name).toList();
    }
}
