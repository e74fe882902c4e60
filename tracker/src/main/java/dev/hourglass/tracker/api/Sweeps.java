package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Sweep;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.readmodel.RunRow;
import dev.hourglass.tracker.readmodel.SweepRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Reads sweeps and their runs. Those that were purged are left out. */
@ApplicationScoped
class Sweeps {

    private final EntityManager database;
    private final RunReader runs;
    private final ExperimentTitles titles;

    Sweeps(EntityManager database, RunReader runs, ExperimentTitles titles) {
        this.database = database;
        this.runs = runs;
        this.titles = titles;
    }

    /** The newest first. */
    @Transactional
    List<Sweep> newest(int limit) {
        List<SweepRow> rows = database.createQuery(
                        "from SweepRow s order by s.createdAt desc, s.id desc", SweepRow.class)
                .setMaxResults(limit)
                .getResultList();
        Map<UUID, Map<String, Long>> states =
                states(rows.stream().map(row -> row.id).toList());
        Map<String, String> shown = titles.byName();
        return rows.stream().map(row -> sweep(row, shown, states, false)).toList();
    }

    /** @throws NoSuchSweep if there is none */
    @Transactional
    Sweep whole(UUID id) {
        SweepRow row = database.find(SweepRow.class, id);
        if (row == null) {
            throw new NoSuchSweep(id);
        }
        return sweep(row, titles.byName(), states(List.of(id)), true);
    }

    /** In the order of the combinations. */
    @Transactional
    List<RunRow> members(UUID id) {
        return database.createQuery(
                        "from RunRow r where r.sweep = ?1 and r.purgedAt is null order by r.sweepIndex", RunRow.class)
                .setParameter(1, id)
                .getResultList();
    }

    private Sweep sweep(SweepRow row, Map<String, String> shown, Map<UUID, Map<String, Long>> states, boolean whole) {
        return new Sweep(
                row.id,
                shown.getOrDefault(row.experiment, row.experiment),
                row.members,
                row.createdBy,
                row.createdAt,
                states.getOrDefault(row.id, Map.of()),
                whole ? Optional.of(row.spec) : Optional.empty(),
                whole
                        ? Optional.of(runs.brief(
                                members(row.id).stream().map(run -> run.id).toList()))
                        : Optional.empty());
    }

    private Map<UUID, Map<String, Long>> states(Collection<UUID> sweeps) {
        Map<UUID, Map<String, Long>> states = new HashMap<>();
        if (!sweeps.isEmpty()) {
            database.createQuery("""
                            select r.sweep, r.state, count(*)
                              from RunRow r
                             where r.sweep in ?1 and r.purgedAt is null
                             group by r.sweep, r.state
                            """, Object[].class)
                    .setParameter(1, sweeps)
                    .getResultStream()
                    .forEach(c -> states.computeIfAbsent((UUID) c[0], _ -> new TreeMap<>())
                            .put((String) c[1], (Long) c[2]));
        }
        return states;
    }

    /** No sweep has this id. */
    static final class NoSuchSweep extends Refusal {
        private static final long serialVersionUID = 1;

        NoSuchSweep(UUID id) {
            super(404, "No such sweep", "no sweep " + id + "; GET /api/v1/sweeps lists those there are");
        }
    }
}
