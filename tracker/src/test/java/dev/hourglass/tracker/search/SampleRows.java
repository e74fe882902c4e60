package dev.hourglass.tracker.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.tracker.search.Sample.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a sample's runs into a read model, with what searches look at. */
final class SampleRows {

    private static final String RUN = """
            insert into run (id, name, experiment, kind, state, parent, sweep, created_at, updated_at, step, tau, attempts,
                             log_partition, log_offset, created_by, spec, spec_sha256, params, losses, checkpoint_asked,
                             refused_events, archived, revision, pruned)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, '', '', '', '{}', 0, false, 0, false, 0, 0)
            """;

    private static final String PARAM = "insert into run_param (run, path, value, number) values (?, ?, ?, ?)";
    private static final String TAG = "insert into tag (run, key, value) values (?, ?, ?)";
    private static final String METRIC = """
            insert into run_metric (run, metric, last, least, greatest, last_step, from_reference, points, high_step,
                                    not_increasing)
            values (?, ?, ?, ?, ?, ?, false, 0, 0, 0)
            """;

    private SampleRows() {}

    static void insert(Connection connection, Run run) throws SQLException {
        row(
                connection,
                RUN,
                run.id(),
                run.name(),
                run.experiment(),
                run.kind(),
                run.state(),
                run.parent().orElse(null),
                run.sweep().orElse(null),
                run.created().atOffset(ZoneOffset.UTC),
                run.updated().atOffset(ZoneOffset.UTC),
                run.step(),
                run.tau(),
                run.attempts());
        for (Map.Entry<String, JsonNode> param : run.params().entrySet()) {
            row(connection, PARAM, run.id(), param.getKey(), param.getValue().asText(), number(param.getValue()));
        }
        for (Map.Entry<String, String> tag : run.tags().entrySet()) {
            row(connection, TAG, run.id(), tag.getKey(), tag.getValue());
        }
        for (Map.Entry<String, Double[]> metric : run.metrics().entrySet()) {
            Double[] values = metric.getValue();
            row(connection, METRIC, run.id(), metric.getKey(), values[0], values[1], values[2], values[3]);
        }
    }

    private static @Nullable Double number(JsonNode value) {
        if (value.isNumber()) {
            return value.asDouble();
        }
        return value.isTextual() && value.asText().matches("[0-9]+(e[0-9])?") ? Double.valueOf(value.asText()) : null;
    }

    private static void row(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
