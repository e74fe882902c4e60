package dev.hourglass.tracker.api;

import dev.hourglass.events.Event;
import dev.hourglass.tracker.readmodel.AttemptRow;
import dev.hourglass.tracker.readmodel.RunRow;
import dev.hourglass.tracker.readmodel.SweepRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which events of some runs are known: those the read model has, read when a run is first met, and those added since. An
 * attempt's events are known up to a number, because it numbers them without gaps.
 */
final class KnownEvents {

    private final Source source;
    private final Map<UUID, Known> runs = new HashMap<>();
    private final Map<UUID, Boolean> sweeps = new HashMap<>();

    private KnownEvents(Source source) {
        this.source = source;
    }

    /** What is known of one run. */
    private record Known(
            Optional<String> kind, Optional<UUID> current, Map<UUID, Long> lastSequences, boolean purged) {}

    boolean has(Event event) {
        return switch (event) {
            case Event.SweepCreated sweep -> sweeps.computeIfAbsent(sweep.subject(), source::hasSweep);
            case Event.RunCreated created -> known(created.subject()).kind.isPresent();
            case Event.OfAttempt word ->
                word.origin().sequence()
                        <= known(word.subject())
                                .lastSequences
                                .getOrDefault(word.origin().attempt(), -1L);
            case Event.Request _,
                    Event.Keeping _,
                    Event.ExperimentRenamed _,
                    Event.RunLost _,
                    Event.RunFound _,
                    Event.RecordSkipped _ -> false;
        };
    }

    Optional<String> kind(UUID run) {
        return known(run).kind;
    }

    Optional<UUID> currentAttempt(UUID run) {
        return known(run).current;
    }

    boolean isPurged(UUID run) {
        return known(run).purged;
    }

    void add(Event event) {
        Known known = known(event.subject());
        switch (event) {
            case Event.SweepCreated sweep -> sweeps.put(sweep.subject(), true);
            case Event.RunCreated created ->
                runs.put(
                        created.subject(),
                        new Known(Optional.of(created.kind().word()), Optional.empty(), new HashMap<>(), false));
            case Event.OfAttempt word -> {
                known.lastSequences.put(word.origin().attempt(), word.origin().sequence());
                if (word instanceof Event.AttemptStarted) {
                    runs.put(
                            word.subject(),
                            new Known(
                                    known.kind,
                                    Optional.of(word.origin().attempt()),
                                    known.lastSequences,
                                    known.purged));
                }
            }
            case Event.Request _,
                    Event.Keeping _,
                    Event.ExperimentRenamed _,
                    Event.RunLost _,
                    Event.RunFound _,
                    Event.RecordSkipped _ -> {}
        }
    }

    private Known known(UUID run) {
        return runs.computeIfAbsent(run, source::run);
    }

    /** Reads them from the read model. */
    @ApplicationScoped
    static class Source {

        private final EntityManager database;

        Source(EntityManager database) {
            this.database = database;
        }

        KnownEvents open() {
            return new KnownEvents(this);
        }

        @Transactional
        boolean hasSweep(UUID sweep) {
            return database.find(SweepRow.class, sweep) != null;
        }

        @Transactional
        Known run(UUID run) {
            RunRow row = database.find(RunRow.class, run);
            if (row == null) {
                return new Known(Optional.empty(), Optional.empty(), new HashMap<>(), false);
            }
            List<AttemptRow> attempts = database.createQuery("from AttemptRow where run = ?1", AttemptRow.class)
                    .setParameter(1, run)
                    .getResultList();
            Map<UUID, Long> last = new HashMap<>();
            attempts.forEach(attempt -> last.put(attempt.id, attempt.lastSequence));
            return new Known(
                    Optional.of(row.kind), Optional.ofNullable(row.currentAttempt), last, row.purgedAt != null);
        }
    }
}
