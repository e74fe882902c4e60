package dev.hourglass.tracker.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who descends from whom. */
@ApplicationScoped
class Ancestry {

    private static final String ROOTS = """
            with recursive up (run, id, parent, depth) as (
                -- start: the runs asked for
                select id, id, parent, 0 from run where id in (:ids)
                union all
                -- step: to the parent, as long as the read model has it
                select up.run, r.id, r.parent, up.depth + 1
                  from up join run r on r.id = up.parent
                -- stop: at the root; the bound is against a circle, which no log can make
                 where up.depth < 10000
            )
            -- a parent that has not arrived yet is the root for now
            select distinct on (run) run, coalesce(parent, id) from up order by run, depth desc
            """;

    private static final String TREE = """
            with recursive down (id, depth) as (
                -- start: the root
                select cast(:root as uuid), 0
                union all
                -- step: to the branches
                select r.id, down.depth + 1 from down join run r on r.parent = down.id
                -- stop: at runs without branches
                 where down.depth < 10000
            )
            select id from down
            """;

    private final EntityManager database;

    Ancestry(EntityManager database) {
        this.database = database;
    }

    /** The root of each run's lineage. */
    Map<UUID, UUID> roots(Collection<UUID> ids) {
        return pairs(database.createNativeQuery(ROOTS, Object[].class)
                .setParameter("ids", ids)
                .getResultList());
    }

    /** How many runs branch directly from each, without those in the trash; runs of which none does are left out. */
    Map<UUID, Integer> branches(Collection<UUID> ids) {
        return database.createQuery(
                        "select parent, count(*) from RunRow where parent in ?1 and trashedAt is null and purgedAt is null"
                                + " group by parent",
                        Object[].class)
                .setParameter(1, ids)
                .getResultStream()
                .collect(Collectors.toMap(c -> (UUID) c[0], c -> ((Number) c[1]).intValue()));
    }

    /** The root and all that descends from it. */
    @SuppressWarnings("unchecked")
    List<UUID> tree(UUID root) {
        return database.createNativeQuery(TREE, UUID.class)
                .setParameter("root", root)
                .getResultList();
    }

    @SuppressWarnings("unchecked")
    private static Map<UUID, UUID> pairs(List<?> rows) {
        return ((List<Object[]>) rows).stream().collect(Collectors.toMap(c -> (UUID) c[0], c -> (UUID) c[1]));
    }
}
