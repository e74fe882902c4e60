package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.NotDrawn;
import dev.hourglass.tracker.readmodel.MetricRow;
import dev.hourglass.tracker.readmodel.RunRow;
import dev.hourglass.tracker.series.Axis;
import dev.hourglass.tracker.series.SeriesQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says why series that were asked for have no point. */
@ApplicationScoped
class WhyNotDrawn {

    private final EntityManager database;

    WhyNotDrawn(EntityManager database) {
        this.database = database;
    }

    /** @param metric one of the query's */
    record Missing(SeriesQuery query, String metric) {

        MetricRow.Key key() {
            return new MetricRow.Key(query.run(), metric);
        }
    }

    /** All in one transaction, which a comparison of many runs need not begin anew for each. */
    @Transactional
    List<NotDrawn> of(List<Missing> missing) {
        if (missing.isEmpty()) {
            return List.of();
        }
        Map<UUID, RunRow> runs = database.createQuery("from RunRow r where r.id in ?1", RunRow.class)
                .setParameter(
                        1, missing.stream().map(each -> each.query().run()).collect(Collectors.toSet()))
                .getResultStream()
                .collect(Collectors.toMap(run -> run.id, Function.identity()));
        return missing.stream()
                .map(each -> new NotDrawn(each.query().run(), each.metric(), why(each, runs)))
                .toList();
    }

    private String why(Missing missing, Map<UUID, RunRow> runs) {
        SeriesQuery query = missing.query();
        RunRow run = runs.get(query.run());
        if (run == null) {
            return "the run is no longer there";
        }
        if (query.axis() == Axis.TAU_OVER_TW && run.parent == null) {
            return "the run has no branch point, so no tau/tw";
        }
        MetricRow own = database.find(MetricRow.class, missing.key());
        if (own != null && own.points > 0) {
            return query.attempt().isPresent()
                    ? "attempt " + query.attempt().get() + " recorded no point of it in this range"
                    : "it has no point in this range";
        }
        if (query.axis() == Axis.TAU_OVER_TW) {
            return "the branch has no points of its own of it";
        }
        return "the run has no values of it" + (run.attempts == 0 ? " yet" : "");
    }
}
