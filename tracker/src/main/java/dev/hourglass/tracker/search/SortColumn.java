package dev.hourglass.tracker.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL sorts by.
 *
 * @param sql never from the request
 * @param optional whether a run may have none; it stands last then, in either direction
 */
record SortColumn(String sql, Type type, boolean optional, boolean descending) {

    /** How a value of it goes into a page's mark and comes back from there, to the last bit. */
    enum Type {
        TEXT {
            @Override
            Object parse(String text) {
                return text;
            }
        },
        LONG {
            @Override
            Object parse(String text) {
                return Long.valueOf(text);
            }
        },
        DOUBLE {
            @Override
            Object parse(String text) {
                return Double.valueOf(text);
            }
        },
        TIME {
            @Override
            Object parse(String text) {
                return Instant.parse(text).atOffset(ZoneOffset.UTC);
            }
        },
        ID {
            @Override
            Object parse(String text) {
                return UUID.fromString(text);
            }
        };

        /** @throws RuntimeException if it is none */
        abstract Object parse(String text);
    }

    /** As {@link Type#parse} reads it; null if the run has none. */
    @Nullable
    String read(ResultSet row, int column) throws SQLException {
        Object value = type == Type.TIME ? row.getObject(column, OffsetDateTime.class) : row.getObject(column);
        return value instanceof OffsetDateTime time
                ? time.toInstant().toString()
                : value == null ? null : value.toString();
    }

    String orderBy() {
        return sql + (descending ? " desc" : "") + (optional ? " nulls last" : "");
    }

    /** Whether a run comes behind this value. */
    Sql behind(Object value) {
        var sql = new Sql().add("(" + this.sql + (descending ? " < " : " > ")).bind(value);
        return sql.add(optional ? " or " + this.sql + " is null)" : ")");
    }

    Sql same(Object value) {
        return new Sql().add(sql + " = ").bind(value);
    }
}
