package dev.hourglass.tracker.projection;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventKinds;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What people asked, by the ids of its events, which are the idempotency keys they sent: what comes again changes nothing, whichever
 * tracker put it into the log. What a tracker says for itself is not counted: it may have reason to say the same again.
 */
final class Asked {

    private static final EventKinds KINDS = EventKinds.of(Stream.concat(
                    Stream.of(Event.ExperimentRenamed.class),
                    Stream.of(Event.Request.class, Event.Keeping.class)
                            .flatMap(kind -> Stream.of(kind.getPermittedSubclasses())))
            .<Class<? extends Event>>map(kind -> kind.asSubclass(Event.class))
            .toList());

    private static final String KNOWN = """
            select a.subject, a.event
              from asked a
              join unnest(?::uuid[], ?::uuid[]) as told (subject, event) using (subject, event)
            """;

    private static final String ADD = """
            insert into asked (subject, event, type) values (?, ?, ?)
            """;

    private final Set<Key> known;
    private final Map<Key, String> added = new LinkedHashMap<>();

    private Asked(Set<Key> known) {
        this.known = known;
    }

    private record Key(UUID subject, UUID event) {}

    static Asked nothing() {
        return new Asked(new HashSet<>());
    }

    /** @return of the batch's events those that the read model has */
    static Asked of(Connection connection, Batch batch) throws SQLException {
        List<Key> told = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> stored : batch.records()) {
            if (KINDS.has(stored)) {
                BatchFold.uuid(stored.key()).ifPresent(subject -> BatchFold.uuid(header(stored, "ce_id"))
                        .ifPresent(event -> told.add(new Key(subject, event))));
            }
        }
        Asked asked = nothing();
        if (!told.isEmpty()) {
            asked.read(connection, told);
        }
        return asked;
    }

    private void read(Connection connection, List<Key> told) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", told.stream().map(Key::subject).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", told.stream().map(Key::event).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    known.add(new Key(row.getObject("subject", UUID.class), row.getObject("event", UUID.class)));
                }
            }
        }
    }

    /** Whether somebody asked this before, in an earlier batch or in this one. */
    boolean isRepeated(Envelope envelope) {
        Key key = key(envelope);
        return counts(envelope) && (known.contains(key) || added.containsKey(key));
    }

    void add(Envelope envelope) {
        if (counts(envelope)) {
            added.put(key(envelope), envelope.event().getClass().getSimpleName());
        }
    }

    void write(Connection connection) throws SQLException {
        RunWriter.batch(connection, ADD, row -> {
            for (var one : added.entrySet()) {
                row.uuid(one.getKey().subject())
                        .uuid(one.getKey().event())
                        .text(one.getValue())
                        .add();
            }
        });
    }

    private static boolean counts(Envelope envelope) {
        return switch (envelope.event()) {
            case Event.Request request -> !request.by().equals(envelope.source());
            case Event.Keeping keeping -> !keeping.by().equals(envelope.source());
            case Event.ExperimentRenamed renamed -> !renamed.by().equals(envelope.source());
            case Event.RunCreated _,
                    Event.SweepCreated _,
                    Event.OfAttempt _,
                    Event.RunLost _,
                    Event.RunFound _,
                    Event.RecordSkipped _ -> false; // these are told apart by what they say
        };
    }

    private static Key key(Envelope envelope) {
        return new Key(envelope.event().subject(), envelope.id());
    }

    private static String header(ConsumerRecord<String, byte[]> stored, String name) {
        Header header = stored.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
