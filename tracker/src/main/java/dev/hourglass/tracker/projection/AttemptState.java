package dev.hourglass.tracker.projection;

import dev.hourglass.events.Clock;
import dev.hourglass.events.Event;
import dev.hourglass.events.Origin;
import dev.hourglass.events.Provenance;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One execution of a run, as far as the log tells.
 *
 * @param number by its order in the log, from 1
 * @param resumeStep what earlier attempts recorded beyond it no longer counts; -1: all of it
 * @param supersededFrom own data beyond it no longer count; -1: none does; empty: all do
 * @param lastSequence the greatest number accepted
 * @param gaps numbers that never came
 * @param repeated numbers that came again and were ignored
 */
record AttemptState(
        UUID id,
        int number,
        Optional<UUID> follows,
        Clock from,
        Optional<String> checkpoint,
        long resumeStep,
        Provenance provenance,
        long lastStep,
        double lastTau,
        OptionalLong supersededFrom,
        Optional<Ending> ending,
        long lastSequence,
        long refused,
        long gaps,
        long repeated) {

    /** @param as paused, completed, failed, cancelled, lost or superseded */
    record Ending(String as, long wallMs) {}

    static AttemptState of(Event.AttemptStarted started, int number) {
        return new AttemptState(
                started.origin().attempt(),
                number,
                started.follows(),
                started.clock(),
                started.checkpoint(),
                started.resumeStep(),
                started.provenance(),
                started.clock().step(),
                started.clock().tau(),
                OptionalLong.empty(),
                Optional.empty(),
                started.origin().sequence(),
                0,
                started.origin().sequence(),
                0);
    }

    AttemptState heard(Origin word) {
        long missed = Math.max(0, word.first() - lastSequence - 1);
        return with(lastStep, lastTau, supersededFrom, ending, word.sequence(), refused, gaps + missed, repeated);
    }

    AttemptState at(long step, double tau) {
        return step < lastStep ? this : with(step, tau, supersededFrom, ending, lastSequence, refused, gaps, repeated);
    }

    AttemptState ended(String as, long wallMs) {
        var now = Optional.of(new Ending(as, wallMs));
        return with(lastStep, lastTau, supersededFrom, now, lastSequence, refused, gaps, repeated);
    }

    AttemptState found() {
        return with(lastStep, lastTau, supersededFrom, Optional.empty(), lastSequence, refused, gaps, repeated);
    }

    /** Another attempt took over from {@code step}. */
    AttemptState superseded(long step, long wallMs) {
        var limit = OptionalLong.of(Math.min(step, supersededFrom.orElse(Long.MAX_VALUE)));
        var end = ending.or(() -> Optional.of(new Ending("superseded", wallMs)));
        return with(lastStep, lastTau, limit, end, lastSequence, refused, gaps, repeated);
    }

    AttemptState refusedOnce() {
        return with(lastStep, lastTau, supersededFrom, ending, lastSequence, refused + 1, gaps, repeated);
    }

    AttemptState repeatedOnce() {
        return with(lastStep, lastTau, supersededFrom, ending, lastSequence, refused, gaps, repeated + 1);
    }

    private AttemptState with(
            long lastStep,
            double lastTau,
            OptionalLong supersededFrom,
            Optional<Ending> ending,
            long lastSequence,
            long refused,
            long gaps,
            long repeated) {
        return new AttemptState(
                id,
                number,
                follows,
                from,
                checkpoint,
                resumeStep,
                provenance,
                lastStep,
                lastTau,
                supersededFrom,
                ending,
                lastSequence,
                refused,
                gaps,
                repeated);
    }
}
