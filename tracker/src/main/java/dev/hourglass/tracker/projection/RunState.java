package dev.hourglass.tracker.projection;

import dev.hourglass.events.CheckpointReason;
import dev.hourglass.events.Clock;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.RunKind;
import dev.hourglass.tracker.readmodel.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What a run's events up to now come to. A pure fold: {@link #after} of the same events is the same state.
 *
 * @param reason for people: of the last error or end
 * @param step how far: the last point, checkpoint or end that counts
 * @param attempts in the log's order; the last is the current one
 * @param losses since a person last queued the run
 * @param checkpointAsked and no checkpoint on demand has answered
 * @param refusedEvents of attempts that are not, or were never, the current one
 * @param shelf what people made of it; without a bearing on its training, but that a run in the trash is not begun
 */
record RunState(
        RunKind kind,
        State state,
        Optional<String> reason,
        Optional<String> stackTrace,
        long step,
        double tau,
        List<AttemptState> attempts,
        int losses,
        boolean checkpointAsked,
        long refusedEvents,
        Shelf shelf,
        Instant updatedAt) {

    RunState {
        attempts = List.copyOf(attempts);
    }

    /** Why a run that is never queued stands still at first. */
    private static final String NOT_STARTED = "its program has not started an attempt";

    /** What becomes of a worker's event. */
    enum Verdict {
        ACCEPTED,
        /** Its number was seen before: it says nothing new. */
        REPEATED,
        /** Its attempt is not the current one, or has ended: its worker must stop. */
        REFUSED
    }

    static RunState of(Event.RunCreated created, Instant time) {
        long step = created.parent().map(p -> p.step()).orElse(0L);
        boolean external = created.kind() == RunKind.EXTERNAL;
        double tau = created.parent().map(p -> p.tau()).orElse(external ? Double.NaN : 0.0);
        return new RunState(
                created.kind(),
                external ? State.PAUSED : State.QUEUED,
                external ? Optional.of(NOT_STARTED) : Optional.empty(),
                Optional.empty(),
                step,
                tau,
                List.of(),
                0,
                false,
                0,
                Shelf.named(created.name()),
                time);
    }

    Optional<AttemptState> current() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }

    Optional<AttemptState> attempt(UUID id) {
        return attempts.stream().filter(attempt -> attempt.id().equals(id)).findFirst();
    }

    Verdict verdict(Event.OfAttempt event) {
        if (shelf.isPurged()) {
            return Verdict.REFUSED;
        }
        UUID id = event.origin().attempt();
        Optional<AttemptState> known = attempt(id);
        if (known.isPresent() && event.origin().sequence() <= known.get().lastSequence()) {
            return Verdict.REPEATED;
        }
        boolean accepted = event instanceof Event.AttemptStarted started
                ? known.isEmpty()
                        && canStart()
                        && started.follows().equals(current().map(AttemptState::id))
                : isCurrent(id) && (state.held() || event instanceof Event.LogRecorded);
        return accepted ? Verdict.ACCEPTED : Verdict.REFUSED;
    }

    RunState after(Envelope envelope) {
        if (shelf.isPurged()) {
            return this;
        }
        return switch (envelope.event()) { // no default: a new kind of event must stop the build here
            case Event.RunCreated again -> this;
            case Event.SweepCreated other -> this;
            case Event.RecordSkipped other -> this;
            case Event.ExperimentRenamed other -> this;
            case Event.Keeping keeping -> on(shelf.after(keeping, envelope.time()));
            case Event.OfAttempt word ->
                switch (verdict(word)) {
                    case ACCEPTED -> accepted(word).touched(envelope.time());
                    case REPEATED -> changed(word.origin().attempt(), AttemptState::repeatedOnce);
                    case REFUSED ->
                        changed(word.origin().attempt(), AttemptState::refusedOnce)
                                .refusedOnce();
                };
            case Event.Request request ->
                switch (kind) {
                    case QUEUED -> asked(request, envelope.time());
                    case EXTERNAL -> askedOfProgram(request, envelope.time());
                    case PUBLISHED -> this;
                };
            case Event.RunLost lost ->
                isCurrent(lost.attempt()) && state.held() && state != State.LOST
                        ? lost(lost, envelope.time()).touched(envelope.time())
                        : this;
            case Event.RunFound found ->
                isCurrent(found.attempt()) && state == State.LOST
                        ? in(State.RUNNING)
                                .because(Optional.empty(), Optional.empty())
                                .changed(found.attempt(), AttemptState::found)
                                .touched(envelope.time())
                        : this;
        };
    }

    private boolean isCurrent(UUID attempt) {
        return current().map(AttemptState::id).filter(attempt::equals).isPresent();
    }

    /**
     * Who drives a run of the other kinds does so without asking, unless a person has cancelled it meanwhile; but not one that is
     * in the trash.
     */
    private boolean canStart() {
        return !shelf.isTrashed()
                && switch (kind) {
                    case QUEUED -> state == State.QUEUED || state.held();
                    case EXTERNAL -> state != State.CANCELLED;
                    case PUBLISHED -> true;
                };
    }

    private RunState accepted(Event.OfAttempt word) {
        UUID attempt = word.origin().attempt();
        if (word instanceof Event.AttemptStarted started) {
            return started(started);
        }
        RunState heard = changed(attempt, a -> a.heard(word.origin()));
        return switch (word) {
            case Event.AttemptStarted started -> heard;
            case Event.MetricsRecorded points -> heard.at(points);
            case Event.SpectrumRecorded spectrum -> heard;
            case Event.DistributionRecorded distribution -> heard;
            case Event.CurveRecorded curve -> heard;
            case Event.LogRecorded log -> heard;
            case Event.CheckpointSaved saved ->
                heard.at(saved.clock()).asking(checkpointAsked && saved.reason() != CheckpointReason.ON_DEMAND);
            case Event.RunPaused end ->
                heard.ended(end, state == State.CANCELLING ? State.CANCELLED : State.PAUSED, "paused");
            case Event.RunCompleted end -> heard.ended(end, State.COMPLETED, "completed");
            case Event.RunCancelled end -> heard.ended(end, State.CANCELLED, "cancelled");
            case Event.RunFailed end ->
                heard.ended(end, State.FAILED, "failed")
                        .because(Optional.of(end.reason()), Optional.of(end.stackTrace()));
        };
    }

    private RunState started(Event.AttemptStarted started) {
        AttemptState next = AttemptState.of(started, attempts.size() + 1);
        List<AttemptState> all = new ArrayList<>();
        for (AttemptState earlier : attempts) {
            all.add(earlier.superseded(next.resumeStep(), started.clock().wallMs()));
        }
        all.add(next);
        return with(draft -> draft.attempts = all)
                .in(state == State.PAUSING || state == State.CANCELLING ? state : State.RUNNING)
                .because(Optional.empty(), Optional.empty())
                .moved(started.clock());
    }

    private RunState at(Event.MetricsRecorded points) {
        int furthest = -1;
        for (int i = 0; i < points.steps().length; i++) {
            if (furthest < 0 || points.steps()[i] >= points.steps()[furthest]) {
                furthest = i;
            }
        }
        return furthest < 0
                ? this
                : at(new Clock(points.steps()[furthest], points.taus()[furthest], points.wallMs()[furthest]));
    }

    private RunState at(Clock clock) {
        RunState moved = clock.step() < step ? this : moved(clock);
        UUID attempt = attempts.getLast().id();
        return moved.changed(attempt, a -> a.at(clock.step(), clock.tau()));
    }

    private RunState ended(Event.End end, State to, String as) {
        return at(end.clock())
                .changed(end.origin().attempt(), a -> a.ended(as, end.clock().wallMs()))
                .in(to)
                .because(Optional.of(end.reason()), Optional.empty())
                .asking(false);
    }

    private RunState asked(Event.Request request, Instant time) {
        RunState next =
                switch (request) {
                    case Event.PauseRequested pause ->
                        !state.canPause() ? this : in(state == State.RUNNING ? State.PAUSING : State.PAUSED);
                    case Event.CancelRequested cancel -> !state.canCancel() ? this : cancelled();
                    case Event.ResumeRequested resume -> !state.canResume() ? this : queuedAgain();
                    case Event.CheckpointRequested checkpoint -> state.canCheckpoint() ? asking(true) : this;
                };
        return next.equals(this) ? this : next.touched(time);
    }

    /** No command of ours reaches somebody's own program: a cancel takes effect at once, and its next call is refused. */
    private RunState askedOfProgram(Event.Request request, Instant time) {
        if (!(request instanceof Event.CancelRequested) || !state.canCancel()) {
            return this;
        }
        RunState left = attempts.isEmpty() || !state.held()
                ? this
                : changed(attempts.getLast().id(), a -> a.ended("cancelled", time.toEpochMilli()));
        return left.in(State.CANCELLED)
                .because(Optional.of("cancelled by " + request.by()), Optional.empty())
                .touched(time);
    }

    private RunState cancelled() {
        return in(state == State.RUNNING || state == State.PAUSING ? State.CANCELLING : State.CANCELLED);
    }

    /** Where a pause or cancel was asked for and nobody is left to answer, it is done. */
    private RunState lost(Event.RunLost lost, Instant time) {
        State to =
                switch (state) {
                    case PAUSING -> State.PAUSED;
                    case CANCELLING -> State.CANCELLED;
                    default -> State.LOST;
                };
        String why = "its worker was silent for " + lost.silentMs() / 1000 + " s";
        RunState next = changed(lost.attempt(), a -> a.ended("lost", time.toEpochMilli()))
                .in(to)
                .because(Optional.of(why), Optional.empty());
        return next.losing(losses + 1);
    }

    private RunState queuedAgain() {
        return in(State.QUEUED)
                .because(Optional.empty(), Optional.empty())
                .losing(0)
                .asking(false);
    }

    private RunState changed(UUID attempt, UnaryOperator<AttemptState> change) {
        AttemptState[] all = attempts.toArray(AttemptState[]::new);
        for (int i = 0; i < all.length; i++) {
            if (all[i].id().equals(attempt)) {
                all[i] = change.apply(all[i]);
            }
        }
        return with(draft -> draft.attempts = List.of(all));
    }

    private RunState in(State state) {
        return with(draft -> draft.state = state);
    }

    private RunState because(Optional<String> reason, Optional<String> stackTrace) {
        return with(draft -> {
            draft.reason = reason;
            draft.stackTrace = stackTrace;
        });
    }

    private RunState moved(Clock to) {
        return with(draft -> {
            draft.step = to.step();
            draft.tau = to.tau();
        });
    }

    private RunState losing(int losses) {
        return with(draft -> draft.losses = losses);
    }

    private RunState asking(boolean checkpointAsked) {
        return with(draft -> draft.checkpointAsked = checkpointAsked);
    }

    private RunState refusedOnce() {
        return with(draft -> draft.refusedEvents++);
    }

    private RunState on(Shelf shelf) {
        return with(draft -> draft.shelf = shelf);
    }

    private RunState touched(Instant time) {
        return with(draft -> draft.updatedAt = time);
    }

    private RunState with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /** What becomes of a state, field by field: twelve arguments in a row are easily swapped. */
    private static final class Draft {
        final RunKind kind;
        State state;
        Optional<String> reason;
        Optional<String> stackTrace;
        long step;
        double tau;
        List<AttemptState> attempts;
        int losses;
        boolean checkpointAsked;
        long refusedEvents;
        Shelf shelf;
        Instant updatedAt;

        Draft(RunState from) {
            kind = from.kind;
            state = from.state;
            reason = from.reason;
            stackTrace = from.stackTrace;
            step = from.step;
            tau = from.tau;
            attempts = from.attempts;
            losses = from.losses;
            checkpointAsked = from.checkpointAsked;
            refusedEvents = from.refusedEvents;
            shelf = from.shelf;
            updatedAt = from.updatedAt;
        }

        RunState done() {
            return new RunState(
                    kind,
                    state,
                    reason,
                    stackTrace,
                    step,
                    tau,
                    attempts,
                    losses,
                    checkpointAsked,
                    refusedEvents,
                    shelf,
                    updatedAt);
        }
    }
}
