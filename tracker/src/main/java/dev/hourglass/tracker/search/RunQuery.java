package dev.hourglass.tracker.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs that fulfil all filters, sorted, a page at a time. A page begins behind the last row of the one before, whose sort keys
 * its mark holds: runs that come or go elsewhere move nothing. A run whose own key changes may be met again, or not at all.
 */
public final class RunQuery {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<Filter> filters;
    private final SortColumns sorted;
    private final Instant now;

    /** @param now from which ages count */
    public RunQuery(List<Filter> filters, List<SortKey> order, Instant now) {
        this.filters = List.copyOf(filters);
        this.sorted = new SortColumns(order);
        this.now = now;
    }

    /** @param next opaque, the mark of the page that follows; empty at the end */
    public record Page(List<UUID> ids, Optional<String> next) {}

    /**
     * @param connection whose unqualified tables are a read model's
     * @param after the mark of a page with the same order
     * @throws IllegalArgumentException if the mark is of another order, or none
     */
    public Page page(Connection connection, Optional<String> after, int limit) throws SQLException {
        Sql sql = sql(after, limit + 1);
        List<UUID> ids = new ArrayList<>();
        List<@Nullable String> mark = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (ids.size() == limit) {
                    return new Page(ids, Optional.of(encode(mark)));
                }
                mark.clear();
                for (int c = 0; c < sorted.columns.size(); c++) {
                    mark.add(sorted.columns.get(c).read(row, c + 1));
                }
                ids.add(row.getObject(sorted.columns.size(), UUID.class));
            }
        }
        return new Page(ids, Optional.empty());
    }

    Sql sql(Optional<String> after, int most) {
        var sql = new Sql().add("select ");
        for (int c = 0; c < sorted.columns.size(); c++) {
            sql.add((c == 0 ? "" : ", ") + sorted.columns.get(c).sql());
        }
        sql.add(" from run r").add(sorted.joins).add(" where true");
        var compiler = new FilterSql(now);
        filters.forEach(filter -> sql.add(" and ").add(compiler.of(filter)));
        after.ifPresent(mark -> sql.add(" and ").add(sorted.behind(decode(mark))));
        sql.add(" order by ");
        for (int c = 0; c < sorted.columns.size(); c++) {
            sql.add((c == 0 ? "" : ", ") + sorted.columns.get(c).orderBy());
        }
        return sql.add(" limit ").bind(most);
    }

    private String encode(List<@Nullable String> mark) {
        try {
            List<@Nullable String> all = new ArrayList<>(mark);
            all.addFirst(fingerprint());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(all));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }

    private List<@Nullable Object> decode(String mark) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(mark);
            @Nullable String[] texts = JSON.readValue(new String(json, StandardCharsets.UTF_8), String[].class);
            if (texts.length != sorted.columns.size() + 1 || !fingerprint().equals(texts[0])) {
                throw new IllegalArgumentException("another order's mark");
            }
            List<@Nullable Object> values = new ArrayList<>();
            for (int c = 0; c < sorted.columns.size(); c++) {
                SortColumn column = sorted.columns.get(c);
                String text = texts[c + 1];
                if (text == null && !column.optional()) {
                    throw new IllegalArgumentException(column.sql() + " is never absent");
                }
                values.add(text == null ? null : column.type().parse(text));
            }
            return values;
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IllegalArgumentException("no mark of this order: " + mark, e);
        }
    }

    /** Tells this order from others. */
    private String fingerprint() {
        return Integer.toHexString((sorted.joins.text() + sorted.joins.values() + sorted.columns).hashCode());
    }
}
