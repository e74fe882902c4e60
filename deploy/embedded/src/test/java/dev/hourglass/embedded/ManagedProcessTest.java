package dev.hourglass.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sun.misc.Signal;

@Timeout(60)
class ManagedProcessTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    /** Starts a sleeper of its own, says its pid, and waits for ever. */
    static final class Parent {
        public static void main(String[] args) throws Exception {
            ManagedProcess child = ManagedProcess.java(Sleeper.class.getName())
                    .log(Path.of(args[0]))
                    .start()
                    .awaitReady(SOON);
            System.out.println("ready child " + child.pid());
            Thread.currentThread().join();
        }
    }

    static final class Sleeper {
        public static void main(String[] args) throws Exception {
            System.out.println("ready");
            Thread.currentThread().join();
        }
    }

    static final class Failing {
        public static void main(String[] args) {
            System.out.println("no disk in drive B");
            System.exit(3);
        }
    }

    /** Ends of itself when it is told to, and later than it would by the leash. */
    static final class Orderly {
        public static void main(String[] args) throws InterruptedException {
            var told = new CountDownLatch(1);
            Signal.handle(new Signal("TERM"), signal -> told.countDown());
            Thread leash = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("parent"))
                    .findFirst()
                    .orElseThrow();
            System.out.println("ready");
            told.await();
            leash.join(1000);
            System.exit(0);
        }
    }

    @Test
    void a_program_that_is_stopped_ends_as_it_wants_to() {
        try (ManagedProcess orderly = ManagedProcess.java(Orderly.class.getName())
                .log(folder.resolve("orderly.log"))
                .start()
                .awaitReady(SOON)) {
            assertThat(orderly.stop(SOON)).isTrue();
            assertThat(orderly.exitCode()).isZero();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_program_that_gives_way_is_nice_and_ends_as_others_do() throws IOException {
        try (ManagedProcess nice = ManagedProcess.java(Orderly.class.getName())
                        .log(folder.resolve("nice.log"))
                        .givingWay()
                        .start()
                        .awaitReady(SOON);
                ManagedProcess other = ManagedProcess.java(Sleeper.class.getName())
                        .log(folder.resolve("other.log"))
                        .start()
                        .awaitReady(SOON)) {
            assertThat(niceness(nice)).isEqualTo(niceness(other) + JavaProgram.NICENESS);
            assertThat(nice.stop(SOON)).isTrue();
        }
    }

    /** The 19th field of {@code stat}; what follows the name, which may have blanks, begins with the third. */
    private static int niceness(ManagedProcess process) throws IOException {
        String fields = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        return Integer.parseInt(fields.substring(fields.lastIndexOf(')') + 2).split(" ")[16]);
    }

    @Test
    void a_child_ends_when_its_parent_is_killed() throws Exception {
        try (ManagedProcess parent = ManagedProcess.java(Parent.class.getName())
                .arguments(folder.resolve("child.log").toString())
                .log(folder.resolve("parent.log"))
                .start()
                .awaitReady(SOON)) {
            ProcessHandle child = ProcessHandle.of(
                            Long.parseLong(parent.readyLine().split(" ")[2]))
                    .orElseThrow();
            parent.handle().destroyForcibly();
            child.onExit().get(30, TimeUnit.SECONDS);
            assertThat(child.isAlive()).isFalse();
        }
    }

    @Test
    void a_program_that_ends_too_early_is_reported_with_its_last_words() {
        try (ManagedProcess failing = ManagedProcess.java(Failing.class.getName())
                .name("drive")
                .log(folder.resolve("drive.log"))
                .start()) {
            assertThatThrownBy(() -> failing.awaitReady(SOON))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("drive ended with code 3")
                    .hasMessageContaining("no disk in drive B");
        }
    }

    @Test
    void a_frozen_program_stands_still_until_it_is_thawed() throws IOException {
        try (ManagedProcess sleeper = ManagedProcess.java(Sleeper.class.getName())
                .log(folder.resolve("sleeper.log"))
                .start()
                .awaitReady(SOON)) {
            sleeper.freeze();
            assertThat(sleeper.isAlive()).isTrue();
            Path state = Path.of("/proc", Long.toString(sleeper.pid()), "stat");
            if (Files.exists(state)) {
                assertThat(Files.readString(state)).contains(") T ");
            }
            sleeper.thaw();
            assertThat(sleeper.stop(SOON)).as("answers to SIGTERM again").isTrue();
        }
    }
}
