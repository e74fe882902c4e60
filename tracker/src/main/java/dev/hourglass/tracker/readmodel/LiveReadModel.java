package dev.hourglass.tracker.readmodel;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Which read model is live. The name is asked for again once a second, so a switch by another tracker is seen within one;
 * the old schema stays for longer than that.
 */
@Singleton
public final class LiveReadModel {

    static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final DataSource database;
    private final LongSupplier nanoTime;
    private volatile Known known = new Known("", 0);

    @Inject
    public LiveReadModel(DataSource database) {
        this(database, System::nanoTime);
    }

    LiveReadModel(DataSource database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
    }

    /** @throws NoReadModelException if none was made yet by this version, or PostgreSQL does not answer and none is known */
    public String name() {
        Known now = known;
        if (now.name.isEmpty() || nanoTime.getAsLong() - now.askedAt > FRESH_NANOS) {
            return refresh();
        }
        return now.name;
    }

    /** Asks PostgreSQL at once. */
    public String refresh() {
        try (Connection connection = database.getConnection()) {
            String name = ReadModels.live(connection);
            known = new Known(name, nanoTime.getAsLong());
            return name;
        } catch (SQLException e) {
            throw NoReadModelException.gone(e);
        }
    }

    /** A connection whose unqualified tables are those of the live read model. */
    public Connection open() throws SQLException {
        String name = name();
        Connection connection = database.getConnection();
        try {
            connection.setSchema(name);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private record Known(String name, long askedAt) {}
}
