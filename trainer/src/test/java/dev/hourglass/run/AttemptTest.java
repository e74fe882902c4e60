package dev.hourglass.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Clock;
import dev.hourglass.events.Event;
import dev.hourglass.events.WorkOffered;
import dev.hourglass.spec.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an attempt says, and that it always says how it ended. */
class AttemptTest {

    private static final UUID RUN = UUID.fromString("00000000-0000-7000-8000-000000000001");

    @TempDir
    Path folder;

    private final Spec spec = SmallSpecs.spec(21);

    @Test
    void events_are_numbered_without_a_gap_and_points_precede_the_checkpoint_that_follows_them() {
        var laboratory = new Laboratory(folder);
        laboratory.execute(RUN, spec);
        long sequence = 0;
        long lastPoint = -1;
        long lastCheckpoint = -1;
        for (var envelope : laboratory.events) {
            var event = (Event.OfAttempt) envelope.event();
            assertThat(event.origin().sequence()).isEqualTo(sequence++);
            if (event instanceof Event.MetricsRecorded points) {
                for (long step : points.steps()) {
                    assertThat(step).isGreaterThan(lastPoint).isGreaterThan(lastCheckpoint);
                    lastPoint = step;
                }
            } else if (event instanceof Event.CheckpointSaved saved) {
                lastCheckpoint = saved.clock().step();
            }
        }
        assertThat(lastPoint).isEqualTo(120);
        assertThat(laboratory.events.getFirst().event()).isInstanceOf(Event.AttemptStarted.class);
        assertThat(laboratory.events.getLast().event()).isInstanceOf(Event.RunCompleted.class);
    }

    @Test
    void its_start_says_on_what_it_runs() {
        var laboratory = new Laboratory(folder);
        laboratory.execute(RUN, spec);
        var provenance =
                laboratory.of(RUN, Event.AttemptStarted.class).getFirst().provenance();
        assertThat(provenance.engineVersion()).isNotEmpty().doesNotContain("$");
        assertThat(provenance.gitCommit()).matches("([0-9a-f]{40}(-dirty)?)?");
        assertThat(provenance.dataName()).isEqualTo("synthetic-chorales");
        assertThat(provenance.dataSha256()).matches("[0-9a-f]{64}");
        assertThat(provenance.jvm()).contains(Runtime.version().toString());
        assertThat(provenance.kernel()).isEqualTo(Laboratory.KERNEL.kernel().description());
        assertThat(List.of(provenance.kernel(), provenance.os(), provenance.cpu()))
                .noneMatch(String::isBlank);
    }

    @Test
    void its_log_is_an_event() {
        var laboratory = new Laboratory(folder);
        laboratory.execute(RUN, spec);
        String log = String.join(
                "",
                laboratory.of(RUN, Event.LogRecorded.class).stream()
                        .map(Event.LogRecorded::text)
                        .toList());
        assertThat(log)
                .contains("kernel ", "checkpoint at step 40 (waiting-time): ", "checkpoint at step 120 (final): ");
    }

    @Test
    void a_checkpoint_is_saved_when_asked_for() {
        var laboratory = new Laboratory(folder);
        var control = new RunControl();
        laboratory.execute(Laboratory.start(RUN, spec), control, event -> {
            if (event instanceof Event.CheckpointSaved saved
                    && saved.reason() == CheckpointReason.WAITING_TIME
                    && saved.clock().step() == 40) {
                control.saveCheckpoint();
            }
        });
        assertThat(laboratory.of(RUN, Event.CheckpointSaved.class))
                .filteredOn(saved -> saved.reason() == CheckpointReason.ON_DEMAND)
                .singleElement()
                .satisfies(saved -> assertThat(saved.clock().step()).isEqualTo(40));
    }

    @Test
    void cancelled_it_ends_with_all_its_points() {
        var laboratory = new Laboratory(folder);
        var control = new RunControl();
        Outcome outcome = laboratory.execute(Laboratory.start(RUN, spec), control, event -> {
            if (event instanceof Event.CheckpointSaved) {
                control.end(RunControl.Ending.CANCEL, "enough");
            }
        });
        assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
        assertThat(laboratory.events.getLast().event())
                .isInstanceOfSatisfying(Event.RunCancelled.class, end -> assertThat(end.reason())
                        .isEqualTo("enough"));
        assertThat(laboratory.series(RUN).steps("nll").getLast()).isLessThanOrEqualTo(25);
    }

    @Test
    void a_wish_to_drop_outweighs_all_others() {
        var control = new RunControl();
        control.end(RunControl.Ending.DROP, "another has it");
        control.end(RunControl.Ending.PAUSE, "late");
        var laboratory = new Laboratory(folder);
        assertThat(laboratory.execute(Laboratory.start(RUN, spec), control, event -> {}))
                .isEqualTo(new Outcome.Dropped("another has it"));
        assertThat(laboratory.of(RUN, Event.End.class)).isEmpty();
    }

    @Test
    void a_cut_checkpoint_fails_the_run_and_names_the_file() throws IOException {
        var laboratory = new Laboratory(folder);
        laboratory.execute(RUN, spec);
        Event.CheckpointSaved saved = laboratory.checkpoint(RUN, 80);
        Path file = file(saved);
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 5_000));
        Event.RunFailed failed = fail(laboratory, laboratory.from(RUN, spec, saved));
        assertThat(failed.reason()).contains(saved.sha256(), "damaged");
        assertThat(failed.stackTrace()).contains("RunAssembly.resume");
        assertThat(failed.clock().step()).isEqualTo(80);
    }

    @Test
    void a_checkpoint_with_one_wrong_bit_fails_the_run_and_names_the_file() throws IOException {
        var laboratory = new Laboratory(folder);
        laboratory.execute(RUN, spec);
        Event.CheckpointSaved saved = laboratory.checkpoint(RUN, 80);
        Path file = file(saved);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Event.RunFailed failed = fail(laboratory, laboratory.from(RUN, spec, saved));
        assertThat(failed.reason()).contains(saved.sha256(), "damaged", "SHA-256");
    }

    @Test
    void a_checkpoint_that_is_not_there_fails_the_run_and_supersedes_nothing_before_it() {
        var laboratory = new Laboratory(folder);
        var work = new WorkOffered(
                RUN,
                spec.canonicalJson(),
                Optional.empty(),
                Optional.of("0".repeat(64)),
                Optional.empty(),
                new Clock(80, 0.8, 0));
        Event.RunFailed failed = fail(laboratory, work);
        assertThat(failed.reason()).contains("no blob " + "0".repeat(64));
        assertThat(laboratory
                        .of(RUN, Event.AttemptStarted.class)
                        .getFirst()
                        .clock()
                        .step())
                .isEqualTo(80);
    }

    @Test
    void a_checkpoint_of_another_step_fails_the_run() {
        var laboratory = new Laboratory(folder);
        laboratory.execute(RUN, spec);
        var work = new WorkOffered(
                RUN,
                spec.canonicalJson(),
                Optional.empty(),
                Optional.of(laboratory.checkpoint(RUN, 80).sha256()),
                Optional.empty(),
                new Clock(100, 1, 0));
        assertThat(fail(laboratory, work).reason()).contains("step 80", "step 100");
    }

    @Test
    void a_checkpoint_of_another_system_fails_the_run() {
        var laboratory = new Laboratory(folder);
        laboratory.execute(RUN, spec);
        Spec wider = SmallSpecs.with(spec, Map.of("system.width", "6"));
        Event.CheckpointSaved saved = laboratory.checkpoint(RUN, 80);
        assertThat(fail(laboratory, laboratory.from(RUN, wider, saved)).reason())
                .contains(saved.sha256(), "does not fit");
    }

    @Test
    void a_spec_that_cannot_be_read_fails_the_run() {
        var work = new WorkOffered(
                RUN,
                "{\"experiment\":\"x\",\"system\":{\"kind\":\"perpetuum-mobile\"}}",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Clock(0, 0, 0));
        assertThat(fail(new Laboratory(folder), work).reason()).contains("perpetuum-mobile", "system.kind");
    }

    @Test
    void data_that_are_nowhere_fail_the_run_and_the_error_says_how_to_get_them() {
        Spec bach = SmallSpecs.parse(
                SmallSpecs.text(1).replace("synthetic-chorales, chorales: 2", "jsb-chorales, chorales: 2"));
        assertThat(fail(new Laboratory(folder), Laboratory.start(RUN, bach)).reason())
                .contains("hourglass data fetch jsb-chorales");
    }

    @Test
    void a_checkpoint_folder_that_cannot_be_written_fails_the_run() throws IOException {
        Path blobs = folder.resolve("blobs");
        var laboratory = new Laboratory(blobs);
        laboratory.execute(Laboratory.start(RUN, spec), new RunControl(), event -> {
            if (event instanceof Event.CheckpointSaved saved && saved.clock().step() == 40) {
                replaceByAFile(blobs);
            }
        });
        assertThat(laboratory.events.getLast().event())
                .isInstanceOfSatisfying(Event.RunFailed.class, failed -> assertThat(failed.reason())
                        .contains("checkpoint of step 50", blobs.toString(), "resume"));
    }

    /** A file system of one megabyte, which only root may mount. */
    @Test
    void a_full_disk_fails_the_run_leaves_the_last_checkpoint_intact_and_the_run_can_go_on() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()),
                "this test mounts a small file system, which only root may");
        try {
            var laboratory = new Laboratory(disk.resolve("blobs"));
            Path filler = disk.resolve("filler");
            laboratory.execute(Laboratory.start(RUN, spec), new RunControl(), event -> {
                if (event instanceof Event.CheckpointSaved saved
                        && saved.clock().step() == 50) {
                    fill(filler);
                }
            });
            assertThat(laboratory.events.getLast().event())
                    .isInstanceOfSatisfying(Event.RunFailed.class, failed -> assertThat(failed.reason())
                            .contains("checkpoint of step 75", disk.toString(), "No space left"));
            assertThat(laboratory.lastCheckpoint(RUN).clock().step()).isEqualTo(50);

            Files.delete(filler);
            laboratory.execute(laboratory.next(RUN, spec), new RunControl(), event -> {});
            var undisturbed = new Laboratory(folder.resolve("undisturbed"));
            undisturbed.execute(RUN, spec);
            assertThat(laboratory.finalCheckpoint(RUN)).isEqualTo(undisturbed.finalCheckpoint(RUN));
            assertThat(laboratory.series(RUN)).isEqualTo(undisturbed.series(RUN));
        } finally {
            succeeds("umount", disk.toString());
        }
    }

    private static Event.RunFailed fail(Laboratory laboratory, WorkOffered work) {
        assertThat(laboratory.execute(work, new RunControl(), event -> {})).isInstanceOf(Outcome.Failed.class);
        return (Event.RunFailed) laboratory.events.getLast().event();
    }

    private Path file(Event.CheckpointSaved saved) {
        return folder.resolve(saved.sha256().substring(0, 2)).resolve(saved.sha256());
    }

    private static void replaceByAFile(Path directory) {
        try {
            Files.move(directory, directory.resolveSibling("away"));
            Files.writeString(directory, "no folder");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void fill(Path filler) {
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[1024]);
            }
        } catch (IOException full) {
            // As it should be.
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
