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

    /**
     * The newest first.
     *
     * @param after id of the last sweep of the page before
     */
    @Transactional
    Sweep.Page page(int limit, Optional<UUID> after) {
        Optional<SweepRow> last = after.map(this::row);
        var query = database.createQuery(
                        "from SweepRow s"
                                + (last.isPresent()
                                        ? " where s.createdAt < ?1 or (s.createdAt = ?1 and s.id < ?2)"
                                        : "")
                                + " order by s.createdAt desc, s.id desc",
                        SweepRow.class)
                .setMaxResults(limit + 1);
        last.ifPresent(row -> query.setParameter(1, row.createdAt).setParameter(2, row.id));
        List<SweepRow> found = query.getResultList();
        boolean more = found.size() > limit;
        List<SweepRow> rows = more ? found.subList(0, limit) : found;
        Map<UUID, Map<String, Long>> states =
                states(rows.stream().map(row -> row.id).toList());
        Map<String, String> shown = titles.byName();
        return new Sweep.Page(
                rows.stream().map(row -> sweep(row, shown, states, false)).toList(),
                more ? Optional.of(rows.getLast().id) : Optional.empty());
    }

    /** @throws NoSuchSweep if there is none */
    @Transactional
    Sweep whole(UUID id) {
        return sweep(row(id), titles.byName(), states(List.of(id)), true);
    }

    /**
     * In the order of the combinations.
     *
     * @throws NoSuchSweep if there is none
     */
    @Transactional
    List<RunRow> members(UUID id) {
        SweepRow ignored = row(id);
        return database.createQuery(
                        "from RunRow r where r.sweep = ?1 and r.purgedAt is null order by r.sweepIndex", RunRow.class)
                .setParameter(1, id)
                .getResultList();
    }

    /** @throws BadParameter if it is no id */
    static UUID id(String parameter, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new BadParameter(parameter, text, "the id of a sweep");
        }
    }

    private SweepRow row(UUID id) {
        SweepRow row = database.find(SweepRow.class, id);
        if (row == null) {
            throw new NoSuchSweep(id);
        }
        return row;
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
            super(404, "No such sweep", "no sweep " + id + "; the list of sweeps has those there are", "GET /sweeps");
        }
    }
}
