package dev.hourglass.tracker.search;

import java.util.List;

/** The run at the root of each lineage: the last ancestor that is known, or that one's parent while it has not arrived. */
final class Roots {

    private static final String START = """
            (with recursive tree (id, root) as (
                -- start: the roots, and runs whose parent stands in a partition that has not caught up
                select s.id, coalesce(s.parent, s.id)
                  from run s
                 where (s.parent is null or not exists (select 1 from run p where p.id = s.parent))
            """;

    private static final String STEP = """
                union all
                -- step: to the branches; a circle, which no log can make, has no start
                select c.id, tree.root from tree join run c on c.parent = tree.id
            )
            """;

    private Roots() {}

    /** Runs in the trees of these roots. */
    static Sql among(List<Value> roots) {
        var sql = new Sql().add("r.id in ").add(START).add(" and (");
        for (int i = 0; i < roots.size(); i++) {
            if (!(roots.get(i) instanceof Value.Id id)) {
                throw new IllegalArgumentException("no id of a root: " + roots.get(i));
            }
            sql.add(i == 0 ? "" : " or ")
                    .add("coalesce(s.parent, s.id) between ")
                    .bind(id.first())
                    .add(" and ")
                    .bind(id.last());
        }
        return sql.add(")\n").add(STEP).add(" select id from tree)");
    }

    /** Every run with its root. */
    static String table() {
        return START + STEP + " select id, root from tree)";
    }
}
