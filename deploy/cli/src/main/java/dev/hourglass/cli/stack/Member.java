package dev.hourglass.cli.stack;

import dev.hourglass.embedded.JavaProgram;
import dev.hourglass.embedded.ManagedProcess;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One process of a {@link Fleet}, under the same name and address after every start. */
public final class Member implements AutoCloseable {

    private final String name;
    private final Supplier<JavaProgram> program;
    private final Consumer<ManagedProcess> awaitReady;
    private Optional<ManagedProcess> running = Optional.empty();
    private boolean frozen;

    Member(String name, Supplier<JavaProgram> program, Consumer<ManagedProcess> awaitReady) {
        this.name = name;
        this.program = program;
        this.awaitReady = awaitReady;
    }

    public String name() {
        return name;
    }

    /** Returns when it is ready. */
    public Member start() {
        launch();
        awaitReady.accept(process());
        return this;
    }

    /** Does not wait. */
    public void launch() {
        running.ifPresent(ManagedProcess::close);
        running = Optional.of(program.get().start());
        frozen = false;
    }

    /** As it was last started. */
    public ManagedProcess process() {
        return running.orElseThrow(() -> new IllegalStateException(name + " was never started"));
    }

    public boolean isAlive() {
        return running.filter(ManagedProcess::isAlive).isPresent();
    }

    public boolean isFrozen() {
        return frozen;
    }

    /** SIGKILL. */
    public void kill() {
        process().kill();
    }

    /** SIGSTOP. */
    public void freeze() {
        process().freeze();
        frozen = true;
    }

    /** SIGCONT. */
    public void thaw() {
        process().thaw();
        frozen = false;
    }

    @Override
    public void close() {
        running.ifPresent(ManagedProcess::close);
    }
}
