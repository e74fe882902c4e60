package dev.hourglass.tracker.projection;

import dev.hourglass.tracker.projection.Changes.RunMetric;
import dev.hourglass.tracker.readmodel.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** After an attempt took over: what the run's metrics come to without what no longer counts, from the chunks. */
final class SummaryRebuild {

    /** One statement, so one snapshot: chunks may be gathered into larger ones at any moment. Columns only where part counts. */
    private static final String CHUNKS = """
            select c.metric, c.points, c.first_step, c.last_step, c.least, c.least_step, c.greatest, c.greatest_step, c.last,
                   a.superseded_from,
                   case when c.last_step > a.superseded_from then k.steps end as steps,
                   case when c.last_step > a.superseded_from then c.vals end as vals
              from series_chunk c
              join attempt a on a.run = c.run and a.number = c.number
              join clock_chunk k on k.run = c.run and k.number = c.number and k.sequence = c.sequence
             where c.run = ? and (a.superseded_from is null or c.first_step <= a.superseded_from)
             order by c.metric, c.number, c.sequence
            """;

    /** Where part of a chunk counts, a row has a megabyte. */
    private static final int FETCH = 32;

    private final Connection connection;

    SummaryRebuild(Connection connection) {
        this.connection = connection;
    }

    void of(UUID run, Map<RunMetric, MetricState> metrics) throws SQLException {
        metrics.forEach((key, metric) -> {
            if (key.run().equals(run)) {
                metric.summary = new Summary();
            }
        });
        try (PreparedStatement statement = connection.prepareStatement(CHUNKS)) {
            statement.setObject(1, run);
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    MetricState metric = metrics.get(new RunMetric(run, row.getString("metric")));
                    if (metric == null) {
                        throw new IllegalStateException(
                                "run " + run + " has points of " + row.getString("metric") + " but no summary of them");
                    }
                    metric.summary.merge(counting(row));
                }
            }
        }
    }

    private static Summary counting(ResultSet chunk) throws SQLException {
        long limit = chunk.getLong("superseded_from");
        boolean whole = chunk.wasNull() || chunk.getLong("last_step") <= limit;
        if (whole) {
            Summary summary = RunLoader.summary(chunk);
            summary.firstStep = chunk.getLong("first_step");
            return summary;
        }
        int points = chunk.getInt("points");
        long[] steps = Columns.longs(chunk.getBytes("steps"), points);
        double[] values = Columns.doubles(chunk.getBytes("vals"), points);
        var summary = new Summary();
        for (int i = 0; i < points; i++) {
            if (steps[i] <= limit) {
                summary.add(steps[i], values[i]);
            }
        }
        return summary;
    }
}
