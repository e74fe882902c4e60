package dev.hourglass.tracker.projection;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fills a statement's parameters from left to right. What PostgreSQL cannot hold becomes what it can: nothing a record says may
 * stop a partition.
 */
final class Binder {

    /** Rows that go to PostgreSQL together: a driver's row takes about a kilobyte, and a batch may have a million. */
    private static final int AT_ONCE = 10_000;

    private final PreparedStatement statement;
    private int index;
    private int waiting;

    Binder(PreparedStatement statement) {
        this.statement = statement;
    }

    Binder uuid(@Nullable UUID value) throws SQLException {
        statement.setObject(++index, value, Types.OTHER);
        return this;
    }

    Binder uuid(Optional<UUID> value) throws SQLException {
        return uuid(value.orElse(null));
    }

    Binder text(@Nullable String value) throws SQLException {
        statement.setString(++index, value == null ? null : storable(value));
        return this;
    }

    Binder text(Optional<String> value) throws SQLException {
        return text(value.orElse(null));
    }

    Binder integer(int value) throws SQLException {
        statement.setInt(++index, value);
        return this;
    }

    Binder integer(Optional<Integer> value) throws SQLException {
        statement.setObject(++index, value.orElse(null), Types.INTEGER);
        return this;
    }

    Binder number(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    Binder number(OptionalLong value) throws SQLException {
        statement.setObject(++index, value.isPresent() ? value.getAsLong() : null, Types.BIGINT);
        return this;
    }

    Binder number(Optional<Long> value) throws SQLException {
        statement.setObject(++index, value.orElse(null), Types.BIGINT);
        return this;
    }

    Binder real(double value) throws SQLException {
        statement.setDouble(++index, value);
        return this;
    }

    Binder real(Optional<Double> value) throws SQLException {
        statement.setObject(++index, value.orElse(null), Types.DOUBLE);
        return this;
    }

    Binder flag(boolean value) throws SQLException {
        statement.setBoolean(++index, value);
        return this;
    }

    Binder time(Instant value) throws SQLException {
        statement.setObject(++index, storable(value).atOffset(ZoneOffset.UTC));
        return this;
    }

    Binder time(Optional<Instant> value) throws SQLException {
        if (value.isPresent()) {
            return time(value.get());
        }
        statement.setNull(++index, Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    void add() throws SQLException {
        statement.addBatch();
        index = 0;
        if (++waiting == AT_ONCE) {
            statement.executeBatch();
            waiting = 0;
        }
    }

    /** PostgreSQL's text holds every character but this one. */
    static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    static Instant storable(Instant time) {
        return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LATEST) ? LATEST : time;
    }

    /** Clocks that are wrong by thousands of years are still no reason to stop. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
}
