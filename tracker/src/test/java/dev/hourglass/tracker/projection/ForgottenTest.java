package dev.hourglass.tracker.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.Event;
import dev.hourglass.events.RunKind;
import dev.hourglass.tracker.testing.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForgottenTest {

    private static final Map<Integer, Long> ALL = Map.of(0, 1_000L);

    private final Facts root = Facts.of("root");
    private final Facts branch = Facts.of("branch");
    private final Forgotten forgotten = new Forgotten();
    private final List<EventScan.Found> log = new ArrayList<>();

    private void say(long second, Event event) {
        log.add(new EventScan.Found(0, log.size(), at(second), event));
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    private void purge(long second, Facts facts, long inheritUntil) {
        say(second, new Event.RunTrashed(facts.run, "ada"));
        say(second, Event.RunPurged.of(facts.run, at(inheritUntil), "ada"));
    }

    private Event branched() {
        return branch.created(RunKind.QUEUED, Facts.spec(""), Optional.of(root.branchPoint(1, 10)));
    }

    @Test
    void a_purged_run_is_forgotten_once_it_is_settled_that_nobody_inherits() {
        say(1, root.created());
        purge(5, root, 8);
        log.forEach(forgotten::take);
        assertThat(forgotten.runs(at(8), ALL)).as("a branch may be on its way").isEmpty();
        assertThat(forgotten.runs(at(9), ALL)).containsExactly(root.run);
        assertThat(forgotten.runs(at(9), Map.of(0, 2L)))
                .as("the purge stands behind the target")
                .isEmpty();
    }

    @Test
    void a_branch_in_time_keeps_it_as_long_as_it_lives_and_a_late_one_does_not() {
        say(1, root.created());
        purge(5, root, 8);
        say(8, branched());
        log.forEach(forgotten::take);
        assertThat(forgotten.runs(at(20), ALL)).isEmpty();
        log.clear();
        purge(10, branch, 12);
        log.forEach(forgotten::take);
        assertThat(forgotten.runs(at(20), ALL)).containsExactlyInAnyOrder(root.run, branch.run);

        var late = new Forgotten();
        log.clear();
        purge(5, root, 8);
        say(9, branched());
        say(1, root.created());
        log.forEach(late::take);
        assertThat(late.runs(at(20), ALL)).containsExactly(root.run);
    }

    @Test
    void what_was_restored_before_it_was_purged_lives() {
        say(1, root.created());
        say(2, new Event.RunTrashed(root.run, "ada"));
        say(3, new Event.RunRestored(root.run, "ada"));
        say(4, Event.RunPurged.of(root.run, at(5), "ada"));
        log.forEach(forgotten::take);
        assertThat(forgotten.runs(at(20), ALL)).isEmpty();
    }
}
