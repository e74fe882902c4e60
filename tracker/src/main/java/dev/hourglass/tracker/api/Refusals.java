package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Trail;
import dev.hourglass.tracker.readmodel.AttemptRow;
import dev.hourglass.tracker.readmodel.OffsetRow;
import dev.hourglass.tracker.readmodel.RunRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Reads which words of a run's attempts the projection refused. One that was refused before a log of the same attempt, which is
 * taken when nothing else is, cannot be told from the numbers alone and passes for taken.
 */
@ApplicationScoped
class Refusals {

    private final EntityManager database;

    Refusals(EntityManager database) {
        this.database = database;
    }

    /**
     * @param projectedTo what stands there or further on in the log is not decided yet
     * @param heard by attempt that counts: the number of the last word that was accepted. A later one came when it was over.
     */
    record Known(long projectedTo, Map<UUID, Long> heard) {
        boolean refused(Trail.Entry entry) {
            return entry.attempt().isPresent()
                    && entry.position().offset() < projectedTo
                    && entry.sequence().orElse(0L)
                            > heard.getOrDefault(entry.attempt().get(), -1L);
        }
    }

    @Transactional
    Known of(UUID run, int partition) {
        OffsetRow row =
                database.find(OffsetRow.class, partition); // first: the attempts may be further on than it, not behind
        Map<UUID, Long> heard = new HashMap<>();
        RunRow of = database.find(RunRow.class, run);
        if (row == null || of == null || of.purgedAt != null) { // a purge takes the attempts away
            return new Known(0, heard);
        }
        database.createQuery("from AttemptRow a where a.run = ?1", AttemptRow.class)
                .setParameter(1, run)
                .getResultList()
                .forEach(attempt -> heard.put(attempt.id, attempt.lastSequence));
        return new Known(row.nextOffset, heard);
    }
}
