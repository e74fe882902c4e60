package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Trail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/** Reads which words of a run's attempts the projection refused; a purge takes that away with all else. */
@ApplicationScoped
class Refusals {

    private static final String STRETCHES = """
            select f.attempt, lower(stretch), upper(stretch)
              from refused_attempt f cross join lateral unnest(f.numbers) stretch
             where f.run = :run
            """;

    private final EntityManager database;

    Refusals(EntityManager database) {
        this.database = database;
    }

    /** @param stretches by attempt: the first number of each, and the one behind its last */
    record Known(Map<UUID, NavigableMap<Long, Long>> stretches) {

        boolean refused(Trail.Entry entry) {
            return entry.attempt()
                    .map(stretches::get)
                    .map(of -> of.floorEntry(entry.sequence().orElseThrow()))
                    .filter(stretch -> entry.sequence().orElseThrow() < stretch.getValue())
                    .isPresent();
        }
    }

    @Transactional
    Known of(UUID run) {
        Map<UUID, NavigableMap<Long, Long>> stretches = new HashMap<>();
        database.createNativeQuery(STRETCHES, Object[].class)
                .setParameter("run", run)
                .getResultList()
                .forEach(row -> add(stretches, (Object[]) row));
        return new Known(stretches);
    }

    private static void add(Map<UUID, NavigableMap<Long, Long>> stretches, Object[] row) {
        stretches.computeIfAbsent((UUID) row[0], _ -> new TreeMap<>()).put((Long) row[1], (Long) row[2]);
    }
}
