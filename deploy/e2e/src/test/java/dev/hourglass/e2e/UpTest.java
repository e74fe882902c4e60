package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.e2e.RunningStack.Answer;
import dev.hourglass.embedded.ManagedProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor and its real processes. */
class UpTest {

    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void a_supervisor_ends_all_it_started_and_the_home_serves_again() throws Exception {
        Path home = folder.resolve("home");
        List<ProcessHandle> before;
        try (RunningStack stack = RunningStack.up(home)) {
            before = stack.processes();
            assertThat(before)
                    .as("Kafka, PostgreSQL's keeper and server, tracker, worker")
                    .hasSizeGreaterThan(4);

            a_second_one_says_where_the_first_is(home, stack);
            a_worker_that_died_is_started_again(stack, home);
            runs_are_kept_in_order(stack);

            stack.supervisor().handle().destroyForcibly();
            stack.supervisor().exitCode();
            assertThat(RunningStack.allEndWithin(before, SOON))
                    .as("nothing outlives a killed supervisor")
                    .isTrue();
        }
        try (RunningStack stack = RunningStack.up(home)) {
            List<ProcessHandle> all = stack.processes();
            interrupt(stack.supervisor());
            assertThat(stack.supervisor().exitCode())
                    .as("Ctrl-C is an orderly end")
                    .isZero();
            assertThat(RunningStack.allEndWithin(all, Duration.ofSeconds(1)))
                    .as("nothing is left behind")
                    .isTrue();
            assertThat(home.resolve("up.json")).doesNotExist();
        }
    }

    @Test
    void a_port_in_use_is_named_with_the_option_that_helps() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            Answer answer =
                    RunningStack.execute("up", "--home", folder.resolve("home").toString(), "--port", port);
            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.err())
                    .contains("port " + port + " of 127.0.0.1 is in use")
                    .contains("--port");
        }
    }

    private static void a_second_one_says_where_the_first_is(Path home, RunningStack stack) {
        Answer second = RunningStack.execute("up", "--home", home.toString(), "--port", "0");
        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err()).contains("runs already on " + home).contains(stack.url());
        Answer found = RunningStack.execute("ls", "--home", home.toString());
        assertThat(found.code())
                .as("other commands find the tracker by the home: " + found.err())
                .isZero();
    }

    private static void a_worker_that_died_is_started_again(RunningStack stack, Path home) {
        ProcessHandle worker = stack.process("worker-1").orElseThrow();
        worker.destroyForcibly();
        await(() -> stack.process("worker-1")
                .filter(now -> now.pid() != worker.pid())
                .isPresent());
        await(() -> read(home.resolveSibling("up.log")).contains("worker-1 ended with code 137 and is started again"));
    }

    private void runs_are_kept_in_order(RunningStack stack) throws IOException {
        Path spec = Files.writeString(folder.resolve("kept.yaml"), """
                experiment: kept
                system: {kind: deep-recurrent, depth: 1, width: 8}
                data: {kind: synthetic-chorales, chorales: 4, seed: 1}
                dynamics: {kind: sgd, eta: 0.004, minibatch: 10, deltas: stale}
                record: {every: {steps: 10}, metrics: [nll], distributions: [W]}
                checkpoints: {every: 10}
                stop: {steps: 20}
                """);
        String run = json(stack, "run", spec.toString()).at("/runs/0/id").asText();
        await(() -> json(stack, "show", run).at("/run/state").asText().equals("completed"));
        its_series_are_exported(stack, run);
        assertThat(json(stack, "tag", run, "colour=blue", "seen").toString()).contains("\"colour\":\"blue\"");
        assertThat(json(stack, "tag", run, "--remove", "colour").toString()).isEqualTo("{\"seen\":\"\"}");
        String note = json(stack, "note", run, "looks odd").path("id").asText();
        assertThat(stack.hourglass("note", run).out()).contains("looks odd");
        assertThat(json(stack, "note", run, "--remove", note).path("removed").asText())
                .isEqualTo(note);
        assertThat(json(stack, "rename", run, "ember").path("name").asText()).isEqualTo("ember");
        assertThat(json(stack, "rename", "--experiment", "kept", "Kept")
                        .path("name")
                        .asText())
                .isEqualTo("Kept");
        assertThat(json(stack, "checkpoint", "prune", run, "10").path("pruned").asText())
                .isEqualTo("10");
        assertThat(stack.hourglass("purge", run).err()).contains("not in the trash");
        json(stack, "archive", run);
        assertThat(json(stack, "ls")).isEmpty();
        json(stack, "restore", run);
        json(stack, "trash", run);
        assertThat(json(stack, "ls", "--trashed").at("/0/name").asText()).isEqualTo("ember");
        assertThat(json(stack, "purge", run).path("purgedAt").asText()).isNotBlank();
    }

    private void its_series_are_exported(RunningStack stack, String run) throws IOException {
        Answer csv = stack.hourglass("export", run, "--metrics", "nll");
        assertThat(csv.code()).as(csv.err()).isZero();
        assertThat(csv.out().lines().findFirst().orElseThrow())
                .contains("metric")
                .contains("step");
        assertThat(csv.out().lines().skip(1))
                .as("of steps 0, 10 and 20")
                .hasSize(3)
                .allMatch(line -> line.contains(run));
        Path parquet = folder.resolve("runs.parquet");
        JsonNode written = json(stack, "export", run, "--format", "parquet", "--out", parquet.toString());
        assertThat(written.path("bytes").longValue()).isEqualTo(Files.size(parquet));
        assertThat(new String(Files.readAllBytes(parquet), StandardCharsets.ISO_8859_1))
                .startsWith("PAR1")
                .endsWith("PAR1");
        assertThat(stack.hourglass("export", run, "--format", "parquet").err()).contains("--out");
        assertThat(stack.hourglass("export", "no such run").code()).isNotZero();
    }

    private static JsonNode json(RunningStack stack, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        Answer answer = stack.hourglass(all.toArray(String[]::new));
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.json();
    }

    private static void interrupt(ManagedProcess process) throws Exception {
        String signal = ignoresInterrupts(process.pid()) ? "-TERM" : "-INT";
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    /** What shells give to processes in the background, and those to their children: then Ctrl-C is not for them. */
    private static boolean ignoresInterrupts(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "status"))
                .lines()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 0b10) != 0);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
