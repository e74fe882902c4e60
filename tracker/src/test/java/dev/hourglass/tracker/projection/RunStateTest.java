package dev.hourglass.tracker.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Event;
import dev.hourglass.events.Origin;
import dev.hourglass.events.RunKind;
import dev.hourglass.tracker.readmodel.State;
import dev.hourglass.tracker.testing.Facts;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunStateTest {

    private final Facts facts = Facts.of("a run");

    private RunState after(Event... events) {
        return after(RunState.of(facts.created(), Instant.EPOCH), events);
    }

    private static RunState after(RunState state, Event... events) {
        for (Event event : events) {
            state = state.after(Facts.envelope(event));
        }
        return state;
    }

    private Event.RunPaused paused(int attempt, long sequence, long step) {
        return new Event.RunPaused(facts.run, facts.origin(attempt, sequence), Facts.clock(step), "asked");
    }

    private Event pause() {
        return new Event.PauseRequested(facts.run, "me");
    }

    private Event resume() {
        return new Event.ResumeRequested(facts.run, "me");
    }

    private Event cancel() {
        return new Event.CancelRequested(facts.run, "me");
    }

    private Event lost(int attempt) {
        return new Event.RunLost(facts.run, facts.attempt(attempt), 60_000);
    }

    private Event found(int attempt) {
        return new Event.RunFound(facts.run, facts.attempt(attempt));
    }

    @Test
    void a_run_is_queued_then_runs_then_completes() {
        assertThat(after().state()).isEqualTo(State.QUEUED);
        assertThat(after(facts.started(1, 0)).state()).isEqualTo(State.RUNNING);
        RunState done = after(facts.started(1, 0), facts.points(1, 1, 0, 10, 20), facts.completed(1, 2, 20));
        assertThat(done.state()).isEqualTo(State.COMPLETED);
        assertThat(done.step()).isEqualTo(20);
        assertThat(done.tau()).isEqualTo(20 * Facts.ETA);
        assertThat(done.attempts().getFirst().ending())
                .map(AttemptState.Ending::as)
                .contains("completed");
    }

    @Test
    void created_again_changes_nothing() {
        RunState running = after(facts.started(1, 0));
        assertThat(after(running, facts.created())).isEqualTo(running);
    }

    @Test
    void a_pause_is_answered_by_the_worker_or_done_at_once_where_there_is_none() {
        assertThat(after(pause()).state()).isEqualTo(State.PAUSED);
        assertThat(after(facts.started(1, 0), pause()).state()).isEqualTo(State.PAUSING);
        assertThat(after(facts.started(1, 0), pause(), paused(1, 1, 5)).state()).isEqualTo(State.PAUSED);
        assertThat(after(facts.started(1, 0), pause(), lost(1)).state()).isEqualTo(State.PAUSED);
        assertThat(after(facts.started(1, 0), lost(1), pause()).state()).isEqualTo(State.PAUSED);
    }

    @Test
    void a_cancel_is_answered_by_the_worker_or_done_at_once_where_there_is_none() {
        assertThat(after(cancel()).state()).isEqualTo(State.CANCELLED);
        assertThat(after(pause(), cancel()).state()).isEqualTo(State.CANCELLED);
        assertThat(after(facts.started(1, 0), cancel()).state()).isEqualTo(State.CANCELLING);
        assertThat(after(facts.started(1, 0), pause(), cancel()).state()).isEqualTo(State.CANCELLING);
        assertThat(after(facts.started(1, 0), cancel(), lost(1)).state()).isEqualTo(State.CANCELLED);
        // It had paused before the cancel arrived: nobody is left to answer.
        assertThat(after(facts.started(1, 0), pause(), cancel(), paused(1, 1, 5))
                        .state())
                .isEqualTo(State.CANCELLED);
    }

    @Test
    void a_resumed_run_is_queued_and_goes_on_as_the_next_attempt() {
        RunState again = after(
                facts.started(1, 0), facts.points(1, 1, 0, 5), pause(), paused(1, 2, 5), resume(), facts.started(2, 5));
        assertThat(again.state()).isEqualTo(State.RUNNING);
        assertThat(again.current().orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void a_lost_run_can_be_found_until_another_attempt_has_it() {
        RunState lost = after(facts.started(1, 0), lost(1));
        assertThat(lost.state()).isEqualTo(State.LOST);
        assertThat(lost.losses()).isEqualTo(1);
        assertThat(after(lost, found(1)).state()).isEqualTo(State.RUNNING);
        RunState taken = after(lost, facts.started(2, 0));
        assertThat(taken.state()).isEqualTo(State.RUNNING);
        assertThat(after(taken, found(1))).isEqualTo(taken);
        assertThat(after(taken, lost(1))).isEqualTo(taken);
    }

    @Test
    void losses_count_until_a_person_queues_the_run() {
        RunState twice = after(facts.started(1, 0), lost(1), facts.started(2, 0), lost(2));
        assertThat(twice.losses()).isEqualTo(2);
        assertThat(after(twice, resume()).losses()).isZero();
    }

    @Test
    void an_attempt_that_does_not_follow_the_current_one_is_refused() {
        RunState one = after(facts.started(1, 0));
        var stale = facts.started(3, Optional.empty(), 0, false);
        assertThat(one.verdict(stale)).isEqualTo(RunState.Verdict.REFUSED);
        RunState after = after(one, stale);
        assertThat(after.attempts()).hasSize(1);
        assertThat(after.refusedEvents()).isEqualTo(1);
    }

    @Test
    void words_of_an_attempt_that_is_not_current_are_refused_and_counted() {
        RunState two = after(facts.started(1, 0), facts.points(1, 1, 0, 5), lost(1), facts.started(2, 0));
        RunState after = after(two, facts.points(1, 2, 6), facts.completed(1, 3, 6));
        assertThat(after.state()).isEqualTo(State.RUNNING);
        assertThat(after.refusedEvents()).isEqualTo(2);
        assertThat(after.attempts().getFirst().refused()).isEqualTo(2);
    }

    @Test
    void a_number_seen_before_says_nothing_and_a_missing_one_is_counted() {
        RunState state =
                after(facts.started(1, 0), facts.points(1, 1, 0), facts.points(1, 1, 7), facts.points(1, 5, 9));
        assertThat(state.step()).isEqualTo(9);
        assertThat(state.attempts().getFirst().repeated()).isEqualTo(1);
        assertThat(state.attempts().getFirst().gaps()).isEqualTo(3);
        assertThat(state.refusedEvents()).isZero();
    }

    @Test
    void a_checkpoint_supersedes_what_lies_beyond_it_and_none_supersedes_all() {
        RunState some = after(facts.started(1, 0), facts.points(1, 1, 0, 50, 100), lost(1), facts.started(2, 50));
        assertThat(some.attempts().getFirst().supersededFrom()).isEqualTo(OptionalLong.of(50));
        assertThat(some.step()).isEqualTo(50);
        RunState all = after(some, lost(2), facts.started(3, Optional.of(2), 0, false));
        assertThat(all.attempts().getFirst().supersededFrom()).isEqualTo(OptionalLong.of(-1));
        assertThat(all.attempts().get(1).supersededFrom()).isEqualTo(OptionalLong.of(-1));
    }

    @Test
    void a_checkpoint_that_was_asked_for_answers() {
        RunState asked = after(facts.started(1, 0), new Event.CheckpointRequested(facts.run, "me"));
        assertThat(asked.checkpointAsked()).isTrue();
        assertThat(after(asked, facts.saved(1, 1, 5, CheckpointReason.PERIODIC)).checkpointAsked())
                .isTrue();
        assertThat(after(asked, facts.saved(1, 1, 5, CheckpointReason.ON_DEMAND))
                        .checkpointAsked())
                .isFalse();
    }

    @Test
    void a_failure_keeps_its_reason_and_can_be_tried_again_by_a_person() {
        RunState failed = after(
                facts.started(1, 0),
                new Event.RunFailed(facts.run, facts.origin(1, 1), Facts.clock(3), "disk full", "at Disk.write"));
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.reason()).contains("disk full");
        assertThat(failed.stackTrace()).contains("at Disk.write");
        assertThat(after(failed, facts.started(2, 3)).refusedEvents()).isEqualTo(1);
        assertThat(after(failed, resume()).state()).isEqualTo(State.QUEUED);
    }

    @Test
    void a_published_run_goes_on_without_being_queued() {
        RunState run = RunState.of(facts.created(RunKind.PUBLISHED, Facts.spec(""), Optional.empty()), Instant.EPOCH);
        run = after(run, facts.started(1, 0), paused(1, 1, 5), facts.started(2, 5), facts.completed(2, 1, 9));
        assertThat(run.state()).isEqualTo(State.COMPLETED);
        assertThat(run.refusedEvents()).isZero();
        assertThat(after(run, pause(), cancel(), resume()).state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void what_is_published_twice_changes_nothing_but_the_count_of_repetitions() {
        Event[] all = {
            facts.created(),
            facts.started(1, 0),
            facts.points(1, 1, 0, 5),
            paused(1, 2, 5),
            resume(),
            facts.started(2, 5),
            facts.points(2, 1, 6),
            facts.completed(2, 2, 6)
        };
        RunState once = after(all);
        RunState twice = after(once, all);
        assertThat(twice.state()).isEqualTo(once.state());
        assertThat(twice.refusedEvents()).isZero();
        assertThat(twice.attempts()).hasSize(2);
    }

    @Test
    void a_program_s_run_is_never_queued_and_a_cancel_of_it_takes_effect_at_once() {
        RunState created =
                RunState.of(facts.created(RunKind.EXTERNAL, Facts.spec(""), Optional.empty()), Instant.EPOCH);
        assertThat(created.state()).isEqualTo(State.PAUSED);
        RunState running = after(created, facts.started(1, 0), pause(), resume());
        assertThat(running.state()).isEqualTo(State.RUNNING);
        RunState cancelled = after(running, cancel());
        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(after(cancelled, facts.points(1, 1, 5), facts.started(2, 0)).refusedEvents())
                .isEqualTo(2);
    }

    @Test
    void numbers_that_were_gathered_in_one_event_are_no_gap_and_a_start_without_checkpoint_may_continue() {
        RunState run = after(
                RunState.of(facts.created(RunKind.EXTERNAL, Facts.spec(""), Optional.empty()), Instant.EPOCH),
                facts.started(1, 0));
        var points = facts.points(1, 0, 0, 10, 20);
        var gathered = new Event.MetricsRecorded(
                facts.run,
                new Origin(facts.attempt(1), 5, 4),
                points.metrics(),
                points.steps(),
                points.taus(),
                points.wallMs(),
                points.values());
        RunState heard = after(run, gathered);
        assertThat(heard.attempts().getFirst().gaps()).isZero();
        assertThat(heard.attempts().getFirst().lastSequence()).isEqualTo(5);
        var start = facts.started(2, Optional.of(1), 10, false);
        var resumed = new Event.AttemptStarted(
                facts.run, start.origin(), start.follows(), start.clock(), Optional.empty(), start.provenance(), true);
        assertThat(after(heard, resumed).attempts().getFirst().supersededFrom()).hasValue(10);
        assertThat(after(heard, start).attempts().getFirst().supersededFrom()).hasValue(-1);
    }
}
