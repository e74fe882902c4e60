package dev.hourglass.tracker.api;

import dev.hourglass.events.BranchPoint;
import dev.hourglass.tracker.readmodel.AttemptChain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** From which checkpoints a run can be branched: its own that count, and below its branch point its ancestors'. */
@ApplicationScoped
class BranchSource {

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
                .orElseThrow(() -> none(run, "at step " + step, all));
    }

    Place atTau(UUID run, double tau) {
        List<Place> all = of(run);
        return all.stream()
                .min(Comparator.comparingDouble(place -> Math.abs(place.point.tau() - tau)))
                .orElseThrow(() -> none(run, "near tau " + tau, all));
    }

    Place atCheckpoint(UUID run, String sha256) {
        List<Place> all = of(run);
        return all.stream()
                .filter(place -> place.point.checkpoint().equals(sha256))
                .findFirst()
                .orElseThrow(() -> none(run, sha256, all));
    }

    List<Place> atWaitingTimes(UUID run) {
        List<Place> all = of(run);
        List<Place> waiting = all.stream()
                .filter(place -> place.waitingTime && place.point.parent().equals(run))
                .toList();
        if (waiting.isEmpty()) {
            throw none(run, "at a waiting time", all);
        }
        return waiting;
    }

    private static NoSuchCheckpoint none(UUID run, String which, List<Place> all) {
        return new NoSuchCheckpoint(
                run, which, all.stream().map(place -> place.point.step()).toList());
    }
}
