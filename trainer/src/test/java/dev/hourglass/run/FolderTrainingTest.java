package dev.hourglass.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.embedded.ManagedProcess;
import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.codec.EventLines;
import dev.hourglass.spec.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training without Kafka. */
class FolderTrainingTest {

    @TempDir
    Path folder;

    @Test
    void it_makes_and_runs_the_branches_of_the_waiting_times() throws Exception {
        List<TrainedRun> runs = train(folder, SmallSpecs.text(1));
        assertThat(runs).hasSize(3).allMatch(run -> run.outcome() instanceof Outcome.Completed);
        UUID parent = runs.getFirst().run();
        assertThat(runs.get(1).run()).isEqualTo(DerivedIds.waitingTimeBranch(parent, 40));
        assertThat(runs.get(2).run()).isEqualTo(DerivedIds.waitingTimeBranch(parent, 80));

        TrainedFolder trained = TrainedFolder.read(folder);
        assertThat(trained.runs()).hasSize(3).allMatch(run -> run.kind() == RunKind.PUBLISHED);
        Event.RunCreated branch = trained.runs().get(1);
        assertThat(branch.parent()).hasValueSatisfying(point -> {
            assertThat(point.parent()).isEqualTo(parent);
            assertThat(point.step()).isEqualTo(40);
        });
        Series series = Series.of(events(folder), branch.subject());
        assertThat(series.steps("msd")).startsWith(40L).endsWith(60L); // followed for half its age
        assertThat(trained.blobs()).isNotEmpty().allMatch(blob -> blobs(trained).has(blob));
    }

    @Test
    void two_trainings_of_one_spec_are_equal_to_the_bit() throws Exception {
        train(folder.resolve("a"), SmallSpecs.text(2));
        train(folder.resolve("b"), SmallSpecs.text(2));
        assertEqualToTheBit(folder.resolve("a"), folder.resolve("b"));
    }

    @Test
    void stopped_it_goes_on_where_it_was() throws Exception {
        train(folder.resolve("undisturbed"), SmallSpecs.text(3));
        Path interrupted = folder.resolve("interrupted");
        List<TrainedRun> runs = List.of();
        int trainings = 0;
        while (runs.size() < 3 || !runs.stream().allMatch(run -> run.outcome() instanceof Outcome.Completed)) {
            try (FolderTraining training = open(interrupted)) {
                runs = training.train(SmallSpecs.text(3), "small.yaml", stopAfter(40, training));
            }
            trainings++;
        }
        assertThat(trainings).isGreaterThan(3);
        assertEqualToTheBit(folder.resolve("undisturbed"), interrupted);
    }

    @Test
    void killed_in_mid_run_it_goes_on_in_a_new_process_and_equals_an_undisturbed_one() throws Exception {
        String text = SmallSpecs.text(4).replace("steps: 120", "steps: 1500").replace("every: 25", "every: 100");
        Path killed = folder.resolve("killed");
        Path spec = Files.writeString(folder.resolve("spec.yaml"), text);
        try (ManagedProcess process = trainer(killed, spec)) {
            Await.until("a checkpoint beyond step 200", () -> lastCheckpoint(killed) > 200);
            process.kill();
        }
        assertThat(events(killed)).noneMatch(e -> e.event() instanceof Event.RunCompleted);
        try (ManagedProcess process = trainer(killed, spec)) {
            assertThat(process.exitCode()).isZero();
        }
        assertThat(events(killed))
                .filteredOn(e -> e.event() instanceof Event.AttemptStarted)
                .hasSizeGreaterThan(3);
        train(folder.resolve("undisturbed"), text);
        assertEqualToTheBit(folder.resolve("undisturbed"), killed);
    }

    @Test
    void a_last_line_that_was_cut_is_cut_off_and_a_wrong_one_before_it_is_named() throws Exception {
        train(folder, SmallSpecs.text(5));
        Path file = folder.resolve("events.jsonl");
        List<String> whole = Files.readAllLines(file);
        Files.writeString(file, "{\"specversion\":\"1.0\",\"id", StandardOpenOption.APPEND);
        assertThat(TrainedFolder.read(folder).lineCount()).isEqualTo(whole.size());
        assertThat(train(folder, SmallSpecs.text(5))).allMatch(run -> run.outcome() instanceof Outcome.Completed);
        assertThat(Files.readAllLines(file)).isEqualTo(whole);

        List<String> wrong = new ArrayList<>(whole);
        wrong.set(2, "no event");
        Files.write(file, wrong);
        assertThatThrownBy(() -> open(folder))
                .isInstanceOf(DamagedEventFileException.class)
                .hasMessageContaining(file + " is damaged, line 3");
    }

    @Test
    void another_spec_is_refused() throws Exception {
        train(folder, SmallSpecs.text(6));
        assertThatThrownBy(() -> train(folder, SmallSpecs.text(7)))
                .isInstanceOf(OtherSpecException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("choose another folder");
    }

    @Test
    void a_folder_in_use_is_refused() throws Exception {
        try (FolderTraining first = open(folder)) {
            assertThat(first.blobs()).isNotNull();
            assertThatThrownBy(() -> open(folder)).isInstanceOf(FolderInUseException.class);
        }
        open(folder).close();
    }

    @Test
    void a_sweep_runs_every_combination() throws Exception {
        String sweep = SmallSpecs.text(8)
                .replace("width: 5", "width: [3, 4]")
                .replace("waitingTimes: {at: [40, 80], follow: 0.5}", "");
        List<TrainedRun> runs = train(folder, sweep);
        assertThat(runs).hasSize(2).allMatch(run -> run.outcome() instanceof Outcome.Completed);
        assertThat(TrainedFolder.read(folder).runs())
                .allMatch(run -> run.sweep().isPresent())
                .extracting(run -> run.subject())
                .containsExactlyElementsOf(runs.stream().map(TrainedRun::run).toList());
    }

    @Test
    void a_run_that_fails_is_reported_and_has_no_branches() throws Exception {
        List<TrainedRun> runs = train(
                folder, SmallSpecs.text(9).replace("synthetic-chorales, chorales: 2", "jsb-chorales, chorales: 2"));
        assertThat(runs).singleElement().satisfies(run -> assertThat(run.outcome())
                .isInstanceOf(Outcome.Failed.class));
    }

    /** Everything but wall times and attempts. */
    static void assertEqualToTheBit(Path expected, Path actual) throws IOException {
        List<Event.RunCreated> runs = TrainedFolder.read(actual).runs();
        List<Event.RunCreated> others = TrainedFolder.read(expected).runs();
        assertThat(runs).hasSameSizeAs(others);
        for (int i = 0; i < runs.size(); i++) {
            assertThat(runs.get(i).spec()).isEqualTo(others.get(i).spec());
            UUID run = runs.get(i).subject();
            UUID other = others.get(i).subject();
            assertThat(Series.of(events(actual), run)).isEqualTo(Series.of(events(expected), other));
            assertThat(finalCheckpoint(actual, run)).isEqualTo(finalCheckpoint(expected, other));
        }
    }

    private static String finalCheckpoint(Path folder, UUID run) {
        return events(folder).stream()
                .map(Envelope::event)
                .filter(event -> event.subject().equals(run))
                .filter(Event.CheckpointSaved.class::isInstance)
                .map(Event.CheckpointSaved.class::cast)
                .filter(saved -> saved.reason() == CheckpointReason.FINAL)
                .findFirst()
                .orElseThrow()
                .sha256();
    }

    private static long lastCheckpoint(Path folder) {
        if (!Files.exists(folder.resolve("events.jsonl"))) {
            return -1;
        }
        return events(folder).stream()
                .map(Envelope::event)
                .filter(Event.CheckpointSaved.class::isInstance)
                .mapToLong(event -> ((Event.CheckpointSaved) event).clock().step())
                .max()
                .orElse(-1);
    }

    static List<Envelope> events(Path folder) {
        var events = new ArrayList<Envelope>();
        try {
            TrainedFolder.read(folder).forEachLine(line -> {
                try {
                    events.add(EventLines.read(line));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return events;
    }

    private static dev.hourglass.blob.BlobStore blobs(TrainedFolder folder) {
        try {
            return folder.blobStore();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static TrainListener stopAfter(int events, FolderTraining training) {
        return new TrainListener() {
            private int left = events;

            @Override
            public void recorded(Envelope envelope) {
                if (--left == 0) {
                    training.stop("a test");
                }
            }
        };
    }

    private static ManagedProcess trainer(Path out, Path spec) {
        return ManagedProcess.java(TrainerProcess.class.getName())
                .jvmOptions("--add-modules=jdk.incubator.vector", "-Xmx256m")
                .arguments(out.toString(), spec.toString())
                .log(out.resolveSibling("process.log"))
                .start();
    }

    public static List<TrainedRun> train(Path folder, String text) throws IOException, InvalidSpecException {
        try (FolderTraining training = open(folder)) {
            return training.train(text, "small.yaml", new TrainListener() {});
        }
    }

    private static FolderTraining open(Path folder) throws IOException {
        return new FolderTraining(
                folder, Laboratory.data(), Laboratory.KERNEL, "test", "someone", InstantSource.system());
    }
}
