package dev.hourglass.tracker.search;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What there is to search by: names and values, each once, in the order of code points, a page at a time. Read by leaps from
 * one to the next in an index, so that it costs what is different, not what is there.
 */
public final class Names {

    /** Longer values are not in the index and not listed. */
    public static final int LONGEST_VALUE = 256;

    private static final String SHORT = "length(n.value) <= " + LONGEST_VALUE;

    private final String table;
    private final String column;
    private final Sql where;
    private final boolean distinct;

    private Names(String table, String column, Sql where, boolean distinct) {
        this.table = table;
        this.column = column;
        this.where = where;
        this.distinct = distinct;
    }

    /** @param next what stands behind it follows; empty at the end */
    public record Page(List<String> names, Optional<String> next) {}

    public static Names params() {
        return new Names("run_param", "path", new Sql().add("true"), false);
    }

    public static Names tags() {
        return new Names("tag", "key", new Sql().add("true"), false);
    }

    public static Names experiments() {
        return new Names("run", "experiment", new Sql().add("true"), false);
    }

    /** Of these a table is kept: there may be hundreds of thousands. */
    public static Names metrics() {
        return new Names("metric_name", "name", new Sql().add("true"), true);
    }

    public static Names valuesOfParam(String path) {
        return new Names(
                "run_param", "value", new Sql().add(SHORT + " and n.path = ").bind(path), false);
    }

    public static Names valuesOfTag(String key) {
        return new Names("tag", "value", new Sql().add(SHORT + " and n.key = ").bind(key), false);
    }

    /**
     * @param connection whose unqualified tables are a read model's
     * @param part what they contain, A to Z in either case; empty for all
     * @param after the last one of the page before
     */
    public Page page(Connection connection, String part, Optional<String> after, int limit) throws SQLException {
        Sql sql = sql(part, after, limit + 1);
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (names.size() == limit) {
                    return new Page(names, Optional.of(names.getLast()));
                }
                names.add(row.getString(1));
            }
        }
        return new Page(names, Optional.empty());
    }

    private Sql sql(String part, Optional<String> after, int most) {
        Sql behind = new Sql();
        after.ifPresent(mark -> behind.add(" and n." + column + " > ").bind(mark));
        var sql = distinct
                ? new Sql()
                        .add("select name from (")
                        .add(rows().add(behind).add(" order by 1"))
                        .add(") all_names (name) where true")
                : new Sql()
                        .add("with recursive leap (name) as (")
                        // start: the first
                        .add(" (")
                        .add(rows().add(behind).add(" order by 1 limit 1"))
                        // step: from each to the next; stop: where there is none
                        .add(") union all select (")
                        .add(rows().add(" and n." + column + " > leap.name order by 1 limit 1"))
                        .add(") from leap where leap.name is not null) select name from leap where name is not null");
        if (!part.isEmpty()) {
            sql.add(" and strpos(lower(name), lower(").bind(part).add(")) > 0");
        }
        return sql.add(" limit ").bind(most);
    }

    private Sql rows() {
        return new Sql()
                .add("select n." + column + " from " + table + " n where ")
                .add(where);
    }
}
