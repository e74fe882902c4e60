package dev.hourglass.cli.stack;

import dev.hourglass.embedded.ManagedProcess;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One process of the stack: started, and started again when it ends by itself, up to a limit. Every method may be called from
 * any thread.
 */
final class SupervisedProcess {

    /** So often in {@link #WINDOW} a process is started again before it is given up. */
    static final int RESTARTS = 5;

    private static final Duration WINDOW = Duration.ofMinutes(10);

    /**
     * @param launch starts the process, does not wait
     * @param awaitReady throws if the process does not become ready
     */
    record Program(Supplier<ManagedProcess> launch, Consumer<ManagedProcess> awaitReady) {}

    /** What the supervisor is told. */
    interface Listener {
        void launched(String name, ManagedProcess process);

        void restarting(String name, int exitCode, int time);

        void givenUp(String name, String why);
    }

    private final String name;
    private final Program program;
    private final Listener listener;
    private final RestartLimit limit = new RestartLimit(RESTARTS, WINDOW);

    private @Nullable ManagedProcess process;
    private boolean ending;

    SupervisedProcess(String name, Program program, Listener listener) {
        this.name = name;
        this.program = program;
        this.listener = listener;
    }

    /** @throws dev.hourglass.embedded.ServerStartException if it does not come up */
    void start() {
        ManagedProcess launched = launch();
        program.awaitReady().accept(launched);
        launched.onExit().thenAccept(code -> Thread.ofVirtual().start(() -> ended(code)));
    }

    /** Ends the process in order, or after the time hard, and for good. */
    void stop(Duration atMost) {
        ManagedProcess running = forGood();
        if (running != null && running.isAlive()) {
            running.stop(atMost);
        }
    }

    private synchronized ManagedProcess launch() {
        if (ending) {
            throw new IllegalStateException(name + " is not started any more");
        }
        ManagedProcess launched = program.launch().get();
        process = launched;
        listener.launched(name, launched);
        return launched;
    }

    private synchronized @Nullable ManagedProcess forGood() {
        ending = true;
        return process;
    }

    private void ended(int code) {
        int time;
        synchronized (this) {
            if (ending) {
                return;
            }
            if (!limit.allows(System.nanoTime())) {
                ending = true;
            }
            time = ending ? 0 : limit.used();
        }
        if (time == 0) {
            listener.givenUp(
                    name,
                    "ended with code " + code + " after " + RESTARTS + " restarts in " + WINDOW.toMinutes() + " min");
            return;
        }
        listener.restarting(name, code, time);
        try {
            start();
        } catch (RuntimeException e) {
            synchronized (this) {
                if (ending) {
                    return;
                }
                ending = true;
            }
            listener.givenUp(name, String.valueOf(e.getMessage()));
        }
    }
}
