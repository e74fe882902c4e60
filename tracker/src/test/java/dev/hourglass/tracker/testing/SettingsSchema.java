package dev.hourglass.tracker.testing;

import dev.hourglass.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The schema of settings of a server without a tracker. */
public final class SettingsSchema {

    private SettingsSchema() {}

    /**
     * By the server's address: of a data source Flyway takes the address with every property that the driver has, and looks in it for
     * passwords, for half a second of a core.
     */
    public static FluentConfiguration of(EmbeddedPostgres postgres) {
        return Flyway.configure()
                .dataSource(postgres.jdbcUrl(), "postgres", "")
                .schemas("settings")
                .locations("db/settings");
    }
}
