package dev.hourglass.tracker.projection;

import java.sql.Connection;
import java.sql.SQLException;

/** Undoes what failed. */
final class Rollback {

    private Rollback() {}

    /** Where that fails too, the connection is gone, and with it the transaction: the cause remembers it. */
    static void after(Exception cause, Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
