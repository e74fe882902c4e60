package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Series;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.export.SeriesOutput;
import dev.hourglass.tracker.readmodel.AttemptChain;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.series.SeriesReader.Position;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Reads what goes into a file a page at a time: who takes it slowly makes it read slowly. */
@Startup // so that the counter is there before it counts
@Singleton
final class Exports {

    /** Points that are in memory at once, besides what the form of the file holds back. */
    static final int PAGE = 1 << 15;

    private static final String METRICS = AttemptChain.SQL + """
            select distinct m.metric from chain c join run_metric m on m.run = c.run order by 1
            """;

    private final LiveReadModel live;
    private final Curves curves;
    private final Counter read;

    Exports(LiveReadModel live, Curves curves, MeterRegistry registry) {
        this.live = live;
        this.curves = curves;
        this.read = Counter.builder("hourglass.exported.points")
                .description("Points, or buckets of points, that were read to be exported")
                .register(registry);
    }

    /** One run's part of a file. */
    record Part(UUID run, List<String> metrics) {}

    /**
     * @param only these; empty for all there are
     * @throws NoSuchMetric if one of those is none of any run's
     */
    List<Part> parts(List<UUID> runs, List<String> only, boolean inherit) throws SQLException {
        List<Part> parts = new ArrayList<>();
        Set<String> there = new TreeSet<>();
        try (Connection connection = live.open();
                PreparedStatement statement = connection.prepareStatement(METRICS)) {
            for (UUID run : runs) {
                Set<String> all = metrics(statement, run, inherit);
                there.addAll(all);
                parts.add(new Part(run, only.isEmpty() ? List.copyOf(all) : only));
            }
        }
        for (String metric : only) {
            if (!there.contains(metric)) {
                throw new NoSuchMetric(metric, there);
            }
        }
        return parts;
    }

    private static Set<String> metrics(PreparedStatement statement, UUID run, boolean inherit) throws SQLException {
        statement.setObject(1, run);
        statement.setInt(2, inherit ? AttemptChain.ANY_DEPTH : 0);
        Set<String> metrics = new LinkedHashSet<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                metrics.add(row.getString(1));
            }
        }
        return metrics;
    }

    void write(List<Part> parts, SeriesParameters asked, boolean inherit, SeriesOutput to)
            throws SQLException, IOException {
        for (Part part : parts) {
            for (String metric : part.metrics) {
                write(part.run, List.of(metric), asked, inherit, to);
            }
        }
        to.finish();
    }

    private void write(UUID run, List<String> metric, SeriesParameters asked, boolean inherit, SeriesOutput to)
            throws SQLException, IOException {
        Optional<Position> after = Optional.empty();
        do {
            Curves.Drawn page = asked.raw()
                    ? curves.page(run, metric, asked, inherit, Optional.empty(), after, PAGE)
                    : curves.draw(run, metric, asked, inherit, Optional.empty());
            for (Series piece : page.series()) {
                read.increment(piece.steps().length);
                to.write(piece);
            }
            after = page.next();
        } while (after.isPresent());
    }

    /** Nobody recorded it. */
    static final class NoSuchMetric extends Refusal {
        private static final long serialVersionUID = 1;

        NoSuchMetric(String metric, Set<String> there) {
            super(
                    404,
                    "No such metric",
                    "none of the runs has metric '" + metric + "'; "
                            + (there.isEmpty() ? "they have none" : "they have " + String.join(", ", there)));
        }
    }
}
