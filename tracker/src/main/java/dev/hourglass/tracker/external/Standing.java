package dev.hourglass.tracker.external;

import dev.hourglass.events.RunKind;
import dev.hourglass.events.Word;
import dev.hourglass.tracker.readmodel.AttemptRow;
import dev.hourglass.tracker.readmodel.RunRow;
import dev.hourglass.tracker.readmodel.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Where a program's run and attempt stand in the read model, and what may therefore be said. */
@ApplicationScoped
class Standing {

    private final EntityManager database;

    Standing(EntityManager database) {
        this.database = database;
    }

    /**
     * @throws OutOfTurn if the run is not a program's own
     */
    @Transactional
    RunRow external(UUID run) {
        RunRow row = Objects.requireNonNull(database.find(RunRow.class, run), "the run was found a moment ago");
        if (!row.kind.equals(RunKind.EXTERNAL.word())) {
            throw new OutOfTurn("run " + run + " is of kind " + row.kind
                    + "; only runs created with kind external are driven through these calls");
        }
        return row;
    }

    @Transactional
    Optional<AttemptRow> attempt(UUID run, UUID attempt) {
        return Optional.ofNullable(database.find(AttemptRow.class, new AttemptRow.Key(run, attempt)));
    }

    /** The last call of the attempt whose events the read model has; 0 for none. Also asked outside of a request. */
    @ActivateRequestContext
    @Transactional
    long lastCall(UUID run, UUID attempt) {
        return attempt(run, attempt)
                .map(row -> Numbers.lastCall(row.lastSequence))
                .orElse(0L);
    }

    /**
     * The attempt if it may speak: it is the current one and nobody has ended the run.
     *
     * @throws OutOfTurn if not; a program that gets it should stop
     */
    @Transactional
    AttemptRow speaking(UUID run, UUID attempt) {
        RunRow row = external(run);
        AttemptRow known = attempt(run, attempt)
                .orElseThrow(() -> new OutOfTurn("run " + run + " has no attempt " + attempt
                        + "; start it with POST /api/v1/runs/" + run + "/attempts"
                        + " (if that was answered 202, wait until GET shows it)"));
        if (!attempt.equals(row.currentAttempt)) {
            throw new OutOfTurn("attempt " + attempt + " of run " + run + " was followed by attempt "
                    + row.currentAttempt + "; stop, or start another attempt");
        }
        if (!Word.parse(State.class, row.state).held()) {
            throw new OutOfTurn("run " + run + " is " + row.state + "; "
                    + (row.state.equals(State.CANCELLED.word()) ? "stop" : "to go on with it, start another attempt"));
        }
        return known;
    }
}
