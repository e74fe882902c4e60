package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.NotDrawn;
import dev.hourglass.tracker.api.shape.Series;
import dev.hourglass.tracker.readmodel.MetricRow;
import dev.hourglass.tracker.readmodel.RunRow;
import dev.hourglass.tracker.series.Axis;
import dev.hourglass.tracker.series.Buckets;
import dev.hourglass.tracker.series.Scale;
import dev.hourglass.tracker.series.SeriesQuery;
import dev.hourglass.tracker.series.SeriesReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/** Reads series as they are drawn, and says of those that are not why. */
@ApplicationScoped
class Curves {

    private final SeriesReader reader;
    private final EntityManager database;

    Curves(SeriesReader reader, EntityManager database) {
        this.reader = reader;
        this.database = database;
    }

    /** What there is, and what there is not. */
    record Drawn(List<Series> series, List<NotDrawn> notDrawn) {}

    @Transactional
    Drawn draw(UUID run, SeriesParameters asked, boolean inherit, Optional<UUID> attempt) throws SQLException {
        var query =
                new SeriesQuery(run, asked.names(), asked.axis(), asked.least(), asked.greatest(), inherit, attempt);
        List<Series> series = new ArrayList<>();
        List<NotDrawn> notDrawn = new ArrayList<>();
        for (dev.hourglass.tracker.series.Series one : reader.read(query)) {
            Series drawn = reduced(one, asked.most(), asked.scaled());
            if (drawn.steps().length > 0) {
                series.add(drawn);
            } else {
                notDrawn.add(new NotDrawn(
                        run, one.metric(), "none of its " + one.points() + " points has x > 0, as a log axis needs"));
            }
        }
        for (String metric : query.metrics()) {
            boolean there = series.stream().anyMatch(s -> s.metric().equals(metric))
                    || notDrawn.stream().anyMatch(n -> n.metric().equals(metric));
            if (!there) {
                notDrawn.add(new NotDrawn(run, metric, why(query, metric)));
            }
        }
        return new Drawn(series, notDrawn);
    }

    private static Series reduced(dev.hourglass.tracker.series.Series one, int most, Scale scale) {
        Buckets buckets = Buckets.of(one, most, scale);
        boolean reduced = !buckets.whole();
        int[] at = buckets.at();
        return new Series(
                one.run(),
                one.metric(),
                one.fromReference(),
                RunParts.unit(one.metric()),
                one.axis().word(),
                boxed(one.tw()),
                one.points(),
                reduced,
                picked(one.steps(), at),
                picked(one.taus(), at),
                picked(one.wallMs(), at),
                picked(one.xs(), at),
                picked(one.values(), at),
                reduced ? Optional.of(buckets.min()) : Optional.empty(),
                reduced ? Optional.of(buckets.max()) : Optional.empty(),
                reduced ? Optional.of(buckets.counts()) : Optional.empty(),
                one.inheritedUntilStep().isPresent()
                        ? Optional.of(one.inheritedUntilStep().getAsLong())
                        : Optional.empty(),
                buckets.leftOut() > 0 ? Optional.of(buckets.leftOut()) : Optional.empty());
    }

    private String why(SeriesQuery query, String metric) {
        RunRow run = database.find(RunRow.class, query.run());
        if (query.axis() == Axis.TAU_OVER_TW && run.parent == null) {
            return "the run has no branch point, so no tau/tw";
        }
        MetricRow own = database.find(MetricRow.class, new MetricRow.Key(query.run(), metric));
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

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private static long[] picked(long[] column, int[] at) {
        long[] picked = new long[at.length];
        for (int i = 0; i < at.length; i++) {
            picked[i] = column[at[i]];
        }
        return picked;
    }

    private static double[] picked(double[] column, int[] at) {
        double[] picked = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            picked[i] = column[at[i]];
        }
        return picked;
    }
}
