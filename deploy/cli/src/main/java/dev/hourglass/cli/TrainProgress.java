package dev.hourglass.cli;

import dev.hourglass.events.Event;
import dev.hourglass.run.Outcome;
import dev.hourglass.run.RunProgress;
import dev.hourglass.run.TrainListener;
import dev.hourglass.spec.Spec;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows how far a training is, in a thread of its own. */
final class TrainProgress implements TrainListener, AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
    private final ProgressLine line;

    private @Nullable Present present;

    private record Present(String name, RunProgress progress, long fromStep, long sinceNanos) {}

    TrainProgress(Output output) {
        this.line = new ProgressLine(output::note);
        clock.scheduleAtFixedRate(this::show, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void started(Event.RunCreated run, Spec spec, RunProgress progress) {
        present = new Present(run.name(), progress, progress.step(), System.nanoTime());
    }

    @Override
    public synchronized void ended(UUID run, Outcome outcome) {
        present = null;
    }

    private synchronized void show() {
        Present now = present;
        if (now == null) {
            return;
        }
        long step = now.progress().step();
        double seconds = (System.nanoTime() - now.sinceNanos()) / 1e9;
        String target = now.progress().target().isPresent()
                ? " of " + now.progress().target().getAsLong()
                : "";
        line.show(now.name() + ": step " + step + target + ", tau "
                + Text.number(now.progress().tau()) + ", "
                + Text.number((step - now.fromStep()) / seconds) + " steps/s");
    }

    @Override
    public synchronized void close() {
        clock.shutdownNow();
        line.clear();
    }
}
