package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which branches of a run are neither purged nor in the trash. */
@ApplicationScoped
class LivingBranches {

    private static final int NAMED = 20;

    private final EntityManager database;

    LivingBranches(EntityManager database) {
        this.database = database;
    }

    /** @throws HasLivingBranches if there are any */
    @Transactional
    void refuseTrashing(UUID run) {
        List<UUID> living = database.createQuery(
                        "select id from RunRow where parent = ?1 and trashedAt is null and purgedAt is null order by id",
                        UUID.class)
                .setParameter(1, run)
                .setMaxResults(NAMED + 1)
                .getResultList();
        if (!living.isEmpty()) {
            throw new HasLivingBranches(run, living);
        }
    }

    /** What the branches inherit would go with the run. */
    static final class HasLivingBranches extends Refusal {
        private static final long serialVersionUID = 1;

        HasLivingBranches(UUID run, List<UUID> living) {
            super(
                    409,
                    "Run has living branches",
                    "run " + run + " has living branches: "
                            + living.stream().limit(NAMED).map(UUID::toString).collect(Collectors.joining(", "))
                            + (living.size() > NAMED ? " and more" : "")
                            + "; trash those first, or archive it",
                    "POST /runs/" + run + "/archive");
        }
    }
}
