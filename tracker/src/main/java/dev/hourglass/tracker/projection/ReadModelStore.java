package dev.hourglass.tracker.projection;

import dev.hourglass.tracker.readmodel.Offsets;
import dev.hourglass.tracker.readmodel.ReadModels;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** The read model that is written to: the live one, whichever that is when a transaction begins, or a certain one. */
final class ReadModelStore {

    private final DataSource database;
    private final Optional<String> schema;

    private ReadModelStore(DataSource database, Optional<String> schema) {
        this.database = database;
        this.schema = schema;
    }

    static ReadModelStore live(DataSource database) {
        return new ReadModelStore(database, Optional.empty());
    }

    static ReadModelStore of(DataSource database, String schema) {
        return new ReadModelStore(database, Optional.of(schema));
    }

    /** @return empty if the read model knows no such partition */
    Optional<Offsets.Row> position(int partition) throws SQLException {
        try (Connection connection = begin()) {
            Optional<Offsets.Row> row =
                    Optional.ofNullable(Offsets.rows(connection).get(partition));
            connection.commit();
            return row;
        }
    }

    /** All of the batch or, after any exception, nothing of it or (if the commit's answer was lost) still all of it. */
    Changes apply(Batch batch) throws SQLException, PositionMismatchException {
        return apply(batch, Set.of());
    }

    /** @param forgotten runs of which what they recorded is not stored */
    Changes apply(Batch batch, Set<UUID> forgotten) throws SQLException, PositionMismatchException {
        try (Connection connection = begin()) {
            try {
                Changes changes = new BatchWriter(connection).apply(batch, forgotten);
                connection.commit();
                return changes;
            } catch (SQLException | PositionMismatchException | RuntimeException e) {
                Rollback.after(e, connection);
                throw e;
            }
        }
    }

    private Connection begin() throws SQLException {
        Connection connection = database.getConnection();
        try {
            connection.setAutoCommit(false);
            String name = schema.isPresent()
                    ? schema.get()
                    // The lock: no switch while the batch is on its way.
                    : ReadModels.shareLive(connection);
            connection.setSchema(name);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
