package dev.hourglass.tracker.api;

import dev.hourglass.events.RunKind;
import dev.hourglass.events.Word;
import dev.hourglass.tracker.api.shape.RunPage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds runs, a page at a time. */
@ApplicationScoped
class RunSearch {

    private static final Set<String> STATES =
            Set.of("queued", "running", "pausing", "paused", "cancelling", "lost", "completed", "failed", "cancelled");
    private static final int MOST = 1000;

    private final EntityManager database;
    private final RunReader runs;
    private final RunIds ids;
    private final Ancestry ancestry;

    RunSearch(EntityManager database, RunReader runs, RunIds ids, Ancestry ancestry) {
        this.database = database;
        this.runs = runs;
        this.ids = ids;
        this.ancestry = ancestry;
    }

    @Transactional
    RunPage find(RunFilter filter) {
        if (filter.limit() < 1 || filter.limit() > MOST) {
            throw new BadParameter("limit", String.valueOf(filter.limit()), "1 to " + MOST);
        }
        RunOrder order = RunOrder.parse(filter.order());
        Map<String, Object> values = new LinkedHashMap<>();
        String sql = "select r.id, cast(" + order.expression() + " as text) from run r"
                + order.metric()
                        .map(_ -> " left join run_metric m on m.run = r.id and m.metric = :metric")
                        .orElse("")
                + " where " + String.join(" and ", conditions(filter, order, values))
                + " order by " + order.expression() + (order.descending() ? " desc, r.id desc" : ", r.id")
                + " limit :most";
        order.metric().ifPresent(metric -> values.put("metric", metric));
        values.put("most", filter.limit() + 1);
        List<RunOrder.After> found = execute(sql, values);
        boolean more = found.size() > filter.limit();
        List<RunOrder.After> page = more ? found.subList(0, filter.limit()) : found;
        return new RunPage(
                runs.brief(page.stream().map(RunOrder.After::id).toList()),
                more ? Optional.of(order.cursor(page.getLast())) : Optional.empty());
    }

    private List<String> conditions(RunFilter filter, RunOrder order, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        filter.experiment().ifPresent(experiment -> {
            conditions.add("r.experiment = :experiment");
            values.put("experiment", experiment);
        });
        filter.state().ifPresent(state -> {
            conditions.add("r.state in (:states)");
            values.put("states", states(state));
        });
        filter.kind().ifPresent(kind -> {
            conditions.add("r.kind = :kind");
            values.put("kind", kind(kind));
        });
        filter.parent().ifPresent(parent -> {
            conditions.add("r.parent = :parent");
            values.put("parent", ids.resolve(parent));
        });
        filter.root().ifPresent(root -> {
            conditions.add("r.id in (:tree)");
            values.put("tree", ancestry.tree(ids.resolve(root)));
        });
        filter.after().map(order::after).ifPresent(after -> {
            conditions.add("(" + order.expression() + ", r.id) " + (order.descending() ? "<" : ">") + " (cast(:key as "
                    + order.type() + "), :id)");
            values.put("key", after.key());
            values.put("id", after.id());
        });
        return conditions;
    }

    @SuppressWarnings("unchecked")
    private List<RunOrder.After> execute(String sql, Map<String, Object> values) {
        Query query = database.createNativeQuery(sql, Object[].class);
        values.forEach(query::setParameter);
        return ((List<Object[]>) query.getResultList())
                .stream()
                        .map(c -> new RunOrder.After((String) c[1], (UUID) c[0]))
                        .toList();
    }

    private static List<String> states(String text) {
        List<String> states = List.of(text.split(","));
        if (!STATES.containsAll(states)) {
            throw new BadParameter(
                    "state",
                    text,
                    "one or more, with commas, of " + String.join(", ", new java.util.TreeSet<>(STATES)));
        }
        return states;
    }

    private static String kind(String word) {
        try {
            return Word.parse(RunKind.class, word).word();
        } catch (IllegalArgumentException e) {
            throw new BadParameter("kind", word, "queued, published or external");
        }
    }
}
