package dev.hourglass.tracker.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.Event;
import dev.hourglass.events.RunKind;
import dev.hourglass.tracker.readmodel.State;
import dev.hourglass.tracker.testing.Facts;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ShelfTest {

    private final Facts facts = Facts.of("a run");
    private final RunState created = RunState.of(facts.created(), Instant.EPOCH);
    private final Event trash = new Event.RunTrashed(facts.run, "ada");
    private final Event restore = new Event.RunRestored(facts.run, "ada");
    private final Event archive = new Event.RunArchived(facts.run, "ada");
    private final Event purge = Event.RunPurged.of(facts.run, Instant.EPOCH, "ada");

    private static RunState after(RunState state, Event... events) {
        for (Event event : events) {
            state = state.after(Facts.envelope(event));
        }
        return state;
    }

    private Event rename(String name, long ifRevision) {
        return new Event.RunRenamed(facts.run, name, OptionalLong.of(ifRevision), "ada");
    }

    @Test
    void of_two_renames_of_the_same_revision_the_first_in_the_log_wins() {
        Shelf shelf = after(created, rename("first", 0), rename("second", 0)).shelf();
        assertThat(shelf.name()).isEqualTo("first");
        assertThat(shelf.revision()).isEqualTo(1);
        assertThat(after(created, rename("first", 0), rename("second", 1))
                        .shelf()
                        .name())
                .isEqualTo("second");
    }

    @Test
    void a_checkpoint_that_went_meanwhile_is_in_no_rename_s_way() {
        Event prune = new Event.CheckpointPruned(facts.run, Facts.sha(5), 5, "tracker/one");
        RunState before = after(created, rename("first", 0), prune, prune);
        assertThat(after(before, prune, rename("second", 1)).shelf().name()).isEqualTo("second");
        assertThat(after(before, rename("second", 3)).shelf().name())
                .as("of a log in which they counted as revisions")
                .isEqualTo("second");
        assertThat(after(before, rename("second", 2), rename("third", 0))
                        .shelf()
                        .name())
                .isEqualTo("first");
    }

    @Test
    void what_changes_nothing_is_no_revision() {
        assertThat(after(created, restore)).isEqualTo(created);
        assertThat(after(created, archive, archive)).isEqualTo(after(created, archive));
        assertThat(after(created, trash, trash)).isEqualTo(after(created, trash));
        assertThat(after(created, new Event.CheckpointPruned(facts.run, Facts.sha(1), 1, "tracker"))
                        .shelf()
                        .revision())
                .isEqualTo(created.shelf().revision());
        assertThat(after(created, archive, trash, restore).shelf())
                .isEqualTo(new Shelf("a run", false, Optional.empty(), Optional.empty(), 3, 0));
    }

    @Test
    void a_run_in_the_trash_is_not_begun_and_goes_on_when_it_is_restored() {
        RunState trashed = after(created, trash);
        assertThat(trashed.verdict(facts.started(1, 0))).isEqualTo(RunState.Verdict.REFUSED);
        assertThat(after(trashed, restore, facts.started(1, 0)).state()).isEqualTo(State.RUNNING);
        RunState published =
                RunState.of(facts.created(RunKind.PUBLISHED, Facts.spec(""), Optional.empty()), Instant.EPOCH);
        assertThat(after(published, trash).verdict(facts.started(1, 0))).isEqualTo(RunState.Verdict.REFUSED);
    }

    @Test
    void only_what_is_in_the_trash_is_purged_so_a_restore_that_comes_first_saves_the_run() {
        assertThat(after(created, purge)).isEqualTo(created);
        assertThat(after(created, trash, restore, purge).shelf().isPurged()).isFalse();
        assertThat(after(created, trash, purge).shelf().isPurged()).isTrue();
    }

    @Test
    void nothing_that_is_said_after_the_purge_counts() {
        RunState purged = after(created, facts.started(1, 0), trash, purge);
        assertThat(purged.verdict(facts.points(1, 1, 1))).isEqualTo(RunState.Verdict.REFUSED);
        assertThat(after(
                        purged,
                        restore,
                        archive,
                        facts.points(1, 1, 1),
                        facts.completed(1, 2, 5),
                        new Event.RunTagged(facts.run, "a", "b", "ada"),
                        new Event.ResumeRequested(facts.run, "ada")))
                .isEqualTo(purged);
    }
}
