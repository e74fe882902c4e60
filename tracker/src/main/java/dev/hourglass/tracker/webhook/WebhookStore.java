package dev.hourglass.tracker.webhook;

import dev.hourglass.tracker.people.Audit;
import dev.hourglass.tracker.people.SettingsStore;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The webhook, how far the log was looked through for it, and what is still to be said. */
@Singleton
final class WebhookStore {

    private static final String READ = """
            select url, secret, set_at from settings.webhook
            """;
    private static final String SET = """
            insert into settings.webhook (url, secret) values (?, ?)
                on conflict (one) do update set url = excluded.url, secret = excluded.secret, set_at = now()
            """;
    private static final String REMOVE = """
            delete from settings.webhook
            """;
    private static final String FORGET_POSITIONS = """
            delete from settings.webhook_position
            """;
    private static final String DROP_WAITING = """
            update settings.webhook_delivery set state = 'given-up', last_result = 'the webhook was removed'
             where state = 'waiting'
            """;
    private static final String POSITION = """
            select next_offset from settings.webhook_position where partition = ?
            """;
    private static final String BEGIN = """
            insert into settings.webhook_position (partition, next_offset) values (?, ?) on conflict do nothing
            """;
    private static final String MOVE = """
            update settings.webhook_position set next_offset = ? where partition = ? and next_offset = ?
            """;
    private static final String FOUND = """
            insert into settings.webhook_delivery (id, partition, run, event, body) values (?, ?, ?, ?, ?)
                on conflict (id) do nothing
            """;
    /** Whoever looks later than this looks at the runs. */
    private static final String FORGET_OLD = """
            delete from settings.webhook_delivery
             where state <> 'waiting' and coalesce(last_at, found_at) < now() - interval '90 days'
            """;

    private static final String DUE = """
            select id, event, body, attempts, found_at < now() - make_interval(secs => ?)
              from settings.webhook_delivery
             where state = 'waiting' and next_at <= now() and partition = any (string_to_array(?, ',')::int[])
             order by next_at
             limit 20
            """;
    private static final String TRIED = """
            update settings.webhook_delivery
               set state = ?, attempts = attempts + 1, last_at = now(), last_result = ?,
                   next_at = now() + make_interval(secs => ?)
             where id = ?
            """;
    private static final String PAGE = """
            select number, id, run, event, state, attempts, found_at, next_at, last_at, last_result
              from settings.webhook_delivery
             where number < ?
             order by number desc
             limit ?
            """;

    private final SettingsStore settings;

    WebhookStore(SettingsStore settings) {
        this.settings = settings;
    }

    Optional<Hook> hook() throws SQLException {
        return settings.read(tx -> tx.first(
                READ,
                row -> new Hook(
                        URI.create(row.getString(1)),
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant())));
    }

    /** @param projected where each partition of the log begins to be news, if there was no webhook */
    void set(URI url, String secret, Map<Integer, Long> projected, String by) throws SQLException {
        settings.transaction(tx -> {
            tx.update(SET, url.toString(), secret);
            for (Map.Entry<Integer, Long> one : projected.entrySet()) {
                tx.update(BEGIN, one.getKey(), one.getValue());
            }
            // The rest of an address is often a secret itself.
            Audit.write(tx, by, "webhook.set", "webhook", Map.of("host", url.getHost()));
            return true;
        });
    }

    /** With what still waits for it. @return false if there was none */
    boolean remove(String by) throws SQLException {
        return settings.transaction(tx -> {
            if (tx.update(REMOVE) == 0) {
                return false;
            }
            tx.update(FORGET_POSITIONS);
            tx.update(DROP_WAITING);
            Audit.write(tx, by, "webhook.remove", "webhook", Map.of());
            return true;
        });
    }

    /** @param beginning where to begin if the partition was not looked through yet */
    long position(int partition, long beginning) throws SQLException {
        return settings.transaction(tx -> {
            tx.update(BEGIN, partition, beginning);
            return tx.first(POSITION, row -> row.getLong(1), partition).orElse(beginning);
        });
    }

    /** @return false if another tracker was faster, or the webhook is gone: nothing is stored then */
    boolean found(int partition, long from, long to, List<Finding> findings) throws SQLException {
        return settings.transaction(tx -> {
            if (tx.update(MOVE, to, partition, from) == 0) {
                return false;
            }
            for (Finding one : findings) {
                tx.update(FOUND, one.id(), one.partition(), one.run(), one.event(), one.body());
            }
            if (!findings.isEmpty()) {
                tx.update(FORGET_OLD);
            }
            return true;
        });
    }

    /** @param old tried for so long that another failure is the last */
    record Due(UUID id, String event, String body, int attempts, boolean old) {}

    List<Due> due(Collection<Integer> partitions, Duration giveUpAfter) throws SQLException {
        String list = String.join(",", partitions.stream().map(String::valueOf).toList());
        return settings.read(tx -> tx.list(
                DUE,
                row -> new Due(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getBoolean(5)),
                (double) giveUpAfter.toSeconds(),
                list));
    }

    void tried(UUID id, String state, String result, Duration next) throws SQLException {
        settings.transaction(tx -> tx.update(TRIED, state, result, next.toMillis() / 1000.0, id));
    }

    /** One thing to say and how it went. */
    record Delivery(
            long number,
            UUID id,
            UUID run,
            String event,
            String state,
            int attempts,
            Instant foundAt,
            Optional<Instant> nextAt,
            Optional<Instant> lastAt,
            Optional<String> lastResult) {}

    List<Delivery> deliveries(long before, int most) throws SQLException {
        return settings.read(tx -> tx.list(PAGE, WebhookStore::read, before, most));
    }

    private static Delivery read(ResultSet row) throws SQLException {
        String state = row.getString(5);
        return new Delivery(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getString(4),
                state,
                row.getInt(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                state.equals("waiting") ? time(row, 8) : Optional.empty(),
                time(row, 9),
                Optional.ofNullable(row.getString(10)));
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
