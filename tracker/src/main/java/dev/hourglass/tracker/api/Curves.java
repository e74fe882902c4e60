package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.NotDrawn;
import dev.hourglass.tracker.api.shape.Series;
import dev.hourglass.tracker.series.Scale;
import dev.hourglass.tracker.series.SeriesQuery;
import dev.hourglass.tracker.series.SeriesReader;
import dev.hourglass.tracker.series.SeriesReader.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Reads series as they are drawn, and says of those that are not why. */
@ApplicationScoped
class Curves {

    private final SeriesReader reader;
    private final WhyNotDrawn why;

    Curves(SeriesReader reader, WhyNotDrawn why) {
        this.reader = reader;
        this.why = why;
    }

    /**
     * What there is, and what there is not.
     *
     * @param next where the next page of points begins
     */
    record Drawn(List<Series> series, List<NotDrawn> notDrawn, Optional<Position> next) {}

    /** Runs together, with what they inherit. */
    Drawn draw(List<UUID> runs, SeriesParameters asked) throws SQLException {
        return draw(
                runs.stream()
                        .map(run -> query(run, asked.names(), asked, true, Optional.empty()))
                        .toList(),
                asked.most(runs.size(), asked.names().size()),
                asked.scaled());
    }

    /** @param metrics in place of those that the parameters name */
    Drawn draw(UUID run, List<String> metrics, SeriesParameters asked, boolean inherit, Optional<UUID> attempt)
            throws SQLException {
        return draw(
                List.of(query(run, metrics, asked, inherit, attempt)), asked.most(1, metrics.size()), asked.scaled());
    }

    private Drawn draw(List<SeriesQuery> queries, int most, Scale scale) throws SQLException {
        List<Series> series = new ArrayList<>();
        List<NotDrawn> notDrawn = new ArrayList<>();
        List<WhyNotDrawn.Missing> missing = new ArrayList<>();
        Iterator<List<dev.hourglass.tracker.series.Series>> read =
                reader.reduce(queries, most, scale).iterator();
        for (SeriesQuery query : queries) {
            Set<String> told = new HashSet<>();
            for (dev.hourglass.tracker.series.Series one : read.next()) {
                told.add(one.metric());
                if (one.steps().length > 0) {
                    series.add(shape(one));
                } else {
                    String why = "none of its " + one.points() + " points has x > 0, as a log axis needs";
                    notDrawn.add(new NotDrawn(query.run(), one.metric(), why));
                }
            }
            for (String metric : query.metrics()) {
                if (!told.contains(metric)) {
                    missing.add(new WhyNotDrawn.Missing(query, metric));
                }
            }
        }
        notDrawn.addAll(why.of(missing));
        return new Drawn(series, notDrawn, Optional.empty());
    }

    /**
     * Every point, a page at a time; the first page says what is not there.
     *
     * @param metrics in place of those that the parameters name
     */
    Drawn page(
            UUID run,
            List<String> metrics,
            SeriesParameters asked,
            boolean inherit,
            Optional<UUID> attempt,
            Optional<Position> after,
            int limit)
            throws SQLException {
        SeriesQuery query = query(run, metrics, asked, inherit, attempt);
        SeriesReader.Page page = reader.page(query, after, limit);
        List<WhyNotDrawn.Missing> missing = new ArrayList<>();
        for (String metric : query.metrics()) {
            boolean there = page.series().stream().anyMatch(one -> one.metric().equals(metric));
            if (!there && after.isEmpty() && page.next().isEmpty()) {
                missing.add(new WhyNotDrawn.Missing(query, metric));
            }
        }
        return new Drawn(page.series().stream().map(Curves::shape).toList(), why.of(missing), page.next());
    }

    private static SeriesQuery query(
            UUID run, List<String> metrics, SeriesParameters asked, boolean inherit, Optional<UUID> attempt) {
        return new SeriesQuery(
                run, metrics, asked.axis(), asked.least(), asked.greatest(), OptionalLong.empty(), inherit, attempt);
    }

    private static Series shape(dev.hourglass.tracker.series.Series one) {
        return new Series(
                one.run(),
                one.metric(),
                one.fromReference(),
                Units.of(one.metric(), one.kind()),
                one.axis().word(),
                boxed(one.branchStep()),
                boxed(one.tw()),
                one.points(),
                one.reduced(),
                one.steps(),
                Optional.of(one.taus()),
                Optional.of(one.wallMs()),
                one.xs(),
                one.values(),
                one.reduced() ? Optional.of(one.min()) : Optional.empty(),
                one.reduced() ? Optional.of(one.max()) : Optional.empty(),
                one.reduced() ? Optional.of(one.counts()) : Optional.empty(),
                boxed(one.inheritedUntilStep()),
                one.leftOut() > 0 ? Optional.of(one.leftOut()) : Optional.empty());
    }

    private static Optional<Long> boxed(OptionalLong value) {
        return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
