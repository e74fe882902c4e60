package dev.hourglass.tracker.api;

import dev.hourglass.events.BranchPoint;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.readmodel.AttemptChain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** From which checkpoints a run can be branched: its own that count, and below its branch point its ancestors'. */
@ApplicationScoped
class BranchSource {

    private static final int NAMED = 40;

    private static final String CHECKPOINTS = AttemptChain.SQL + """
            select distinct on (c.step) c.run, c.attempt, c.step, c.tau, c.sha256, c.reason
              from chain h
              join checkpoint c on c.run = h.run and c.attempt = h.attempt
                               and (h.until_step is null or c.step <= h.until_step)
             order by c.step, h.depth, c.number desc, c.sequence desc
            """;

    private final EntityManager database;

    BranchSource(EntityManager database) {
        this.database = database;
    }

    /** A place to branch from; its parent is the true ancestor. */
    record Place(BranchPoint point, boolean waitingTime) {}

    /** Ascending by step, one a step. */
    @Transactional
    List<Place> of(UUID run) {
        List<Object[]> rows = database.createNativeQuery(CHECKPOINTS, Object[].class)
                .setParameter(1, run)
                .setParameter(2, AttemptChain.ANY_DEPTH)
                .getResultList();
        return rows.stream()
                .map(c -> new Place(
                        new BranchPoint((UUID) c[0], (UUID) c[1], (Long) c[2], (Double) c[3], (String) c[4]),
                        c[5].equals("waiting-time")))
                .toList();
    }

    Place atStep(UUID run, long step) {
        List<Place> all = of(run);
        return all.stream()
                .filter(place -> place.point.step() == step)
                .findFirst()
                .orElseThrow(() -> new NoSuchCheckpoint(run, "at step " + step, all));
    }

    Place atTau(UUID run, double tau) {
        List<Place> all = of(run);
        return all.stream()
                .min(Comparator.comparingDouble(place -> Math.abs(place.point.tau() - tau)))
                .orElseThrow(() -> new NoSuchCheckpoint(run, "near tau " + tau, all));
    }

    Place atCheckpoint(UUID run, String sha256) {
        List<Place> all = of(run);
        return all.stream()
                .filter(place -> place.point.checkpoint().equals(sha256))
                .findFirst()
                .orElseThrow(() -> new NoSuchCheckpoint(run, sha256, all));
    }

    List<Place> atWaitingTimes(UUID run) {
        List<Place> all = of(run);
        List<Place> waiting = all.stream()
                .filter(place -> place.waitingTime && place.point.parent().equals(run))
                .toList();
        if (waiting.isEmpty()) {
            throw new NoSuchCheckpoint(run, "at a waiting time", all);
        }
        return waiting;
    }

    /** The run, or what it inherits, has no such checkpoint. */
    static final class NoSuchCheckpoint extends Refusal {
        private static final long serialVersionUID = 1;

        NoSuchCheckpoint(UUID run, String which, List<Place> all) {
            super(404, "No such checkpoint", "run " + run + " has no checkpoint " + which + "; " + list(all));
        }

        private static String list(List<Place> all) {
            if (all.isEmpty()) {
                return "it has none yet";
            }
            String steps = all.stream()
                    .limit(NAMED)
                    .map(place -> Long.toString(place.point.step()))
                    .collect(Collectors.joining(", "));
            return "there are those at steps " + steps
                    + (all.size() > NAMED ? " and " + (all.size() - NAMED) + " more" : "") + " (GET /api/v1/runs/"
                    + all.getFirst().point.parent() + "/checkpoints)";
        }
    }
}
