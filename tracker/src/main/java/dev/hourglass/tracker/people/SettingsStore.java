package dev.hourglass.tracker.people;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The schema {@code settings}, a transaction at a time. */
@Singleton
public final class SettingsStore {

    private final DataSource database;

    public SettingsStore(DataSource database) {
        this.database = database;
    }

    /** What is done in one transaction. */
    public interface Work<T> {
        T in(Transaction tx) throws SQLException;
    }

    /** What one row says. */
    public interface Reading<T> {
        T from(ResultSet row) throws SQLException;
    }

    /** All of it or, if it throws, nothing. */
    public <T> T transaction(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(new Transaction(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Only reads; may stand within another's transaction. */
    public <T> T read(Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return work.in(new Transaction(connection));
        }
    }

    /** One open transaction. */
    public static final class Transaction {
        private final Connection connection;

        private Transaction(Connection connection) {
            this.connection = connection;
        }

        /** @return how many rows */
        public int update(String sql, @Nullable Object... values) throws SQLException {
            try (PreparedStatement statement = bound(sql, values)) {
                return statement.executeUpdate();
            }
        }

        public <T> List<T> list(String sql, Reading<T> reading, @Nullable Object... values) throws SQLException {
            try (PreparedStatement statement = bound(sql, values);
                    ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reading.from(rows));
                }
                return found;
            }
        }

        public <T> Optional<T> first(String sql, Reading<T> reading, @Nullable Object... values) throws SQLException {
            return list(sql, reading, values).stream().findFirst();
        }

        private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement;
        }
    }
}
