package dev.hourglass.cli.fuzz;

import dev.hourglass.events.Event;
import dev.hourglass.events.Metric;
import dev.hourglass.events.RunKind;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * As much of a run as decides what becomes of a record that decodes. Each method takes one event in and says whether it can be
 * applied; what is repeated or refused can be, it only changes nothing.
 */
final class KnownRun {

    private enum At {
        QUEUED,
        RUNNING,
        PAUSING,
        CANCELLING,
        LOST,
        PAUSED,
        FAILED,
        CANCELLED,
        COMPLETED;

        boolean isHeld() {
            return this == RUNNING || this == PAUSING || this == CANCELLING || this == LOST;
        }
    }

    private final RunKind kind;
    /** The greatest number heard of each attempt; the last is the current one. */
    private final SequencedMap<UUID, Long> attempts = new LinkedHashMap<>();

    private At at = At.QUEUED;
    private boolean trashed;
    private boolean purged;

    KnownRun(RunKind kind) {
        this.kind = kind;
    }

    boolean hear(Event.OfAttempt word) {
        UUID attempt = word.origin().attempt();
        Long heard = attempts.get(attempt);
        if (purged || (heard != null && word.origin().sequence() <= heard)) {
            return true;
        }
        boolean accepted = word instanceof Event.AttemptStarted started
                ? heard == null && mayStart() && started.follows().equals(current())
                : isCurrent(attempt) && (at.isHeld() || word instanceof Event.LogRecorded);
        if (!accepted) {
            return true;
        }
        if (word instanceof Event.MetricsRecorded points && namesOneTwice(points)) {
            return false;
        }
        attempts.put(attempt, word.origin().sequence());
        at = switch (word) {
            case Event.AttemptStarted _ -> at == At.PAUSING || at == At.CANCELLING ? at : At.RUNNING;
            case Event.RunPaused _ -> at == At.CANCELLING ? At.CANCELLED : At.PAUSED;
            case Event.RunCompleted _ -> At.COMPLETED;
            case Event.RunCancelled _ -> At.CANCELLED;
            case Event.RunFailed _ -> At.FAILED;
            case Event.MetricsRecorded _,
                    Event.SpectrumRecorded _,
                    Event.DistributionRecorded _,
                    Event.CurveRecorded _,
                    Event.LogRecorded _,
                    Event.CheckpointSaved _ -> at;
        };
        return true;
    }

    boolean hear(Event.Request request) {
        if (purged || kind == RunKind.PUBLISHED) {
            return true;
        }
        at = switch (request) {
            case Event.PauseRequested _ ->
                switch (at) {
                    case RUNNING -> At.PAUSING;
                    case QUEUED, LOST -> At.PAUSED;
                    default -> at;
                };
            case Event.CancelRequested _ ->
                switch (at) {
                    case RUNNING, PAUSING -> At.CANCELLING;
                    case QUEUED, PAUSED, LOST -> At.CANCELLED;
                    default -> at;
                };
            case Event.ResumeRequested _ ->
                switch (at) {
                    case PAUSED, LOST, FAILED, CANCELLED -> At.QUEUED;
                    default -> at;
                };
            case Event.CheckpointRequested _ -> at;
        };
        return true;
    }

    boolean hear(Event.Keeping keeping) {
        if (!purged) {
            purged = keeping instanceof Event.RunPurged && trashed;
            trashed = keeping instanceof Event.RunTrashed || (trashed && !(keeping instanceof Event.RunRestored));
        }
        return true;
    }

    boolean hear(Event.RunLost lost) {
        if (!purged && isCurrent(lost.attempt())) {
            at = switch (at) {
                case PAUSING -> At.PAUSED;
                case CANCELLING -> At.CANCELLED;
                case RUNNING -> At.LOST;
                default -> at;
            };
        }
        return true;
    }

    boolean hear(Event.RunFound found) {
        if (!purged && isCurrent(found.attempt()) && at == At.LOST) {
            at = At.RUNNING;
        }
        return true;
    }

    private boolean mayStart() {
        return !trashed && (kind != RunKind.QUEUED || at == At.QUEUED || at.isHeld());
    }

    private Optional<UUID> current() {
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(attempts.lastEntry().getKey());
    }

    private boolean isCurrent(UUID attempt) {
        return current().filter(attempt::equals).isPresent();
    }

    /** As the database can tell names apart. */
    private static boolean namesOneTwice(Event.MetricsRecorded points) {
        return points.metrics().stream()
                        .map(Metric::name)
                        .map(name -> name.replace('\0', '\uFFFD'))
                        .distinct()
                        .count()
                < points.metrics().size();
    }
}
