package dev.hourglass.tracker.api;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventLines;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.tracker.api.shape.Taken;
import dev.hourglass.tracker.door.Visitor;
import dev.hourglass.tracker.people.Signatures;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.publish.LogPosition;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Takes event lines into the log in pieces, each checked before it is published, so that a file of any size needs little
 * memory and what is refused has said why.
 */
@Singleton
class Publication {

    /** Lines a piece: enough that waiting for Kafka does not matter. */
    private static final int PIECE = 500;

    private final EventPublisher log;
    private final Announcer announcer;
    private final KnownEvents.Source known;
    private final LineCheck check;
    private final Signatures signatures;

    Publication(
            EventPublisher log, Announcer announcer, KnownEvents.Source known, LineCheck check, Signatures signatures) {
        this.signatures = signatures;
        this.log = log;
        this.announcer = announcer;
        this.known = known;
        this.check = check;
    }

    /** @param shown whether the read model shows all of it already */
    record Result(Taken taken, boolean shown) {}

    /** @param publisher who signs for all of it, and has created its runs if the door knows them */
    Result take(InputStream in, Visitor publisher) throws IOException, SQLException {
        Piece piece = new Piece(publisher);
        try (Lines lines = new Lines(in)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    piece.add(lines.number(), line);
                }
            }
        } catch (BadEventLine | EventConflict refused) {
            piece.publish(); // what stands before it is good
            boolean ignored = announcer.await(piece.positions); // the refusal is the answer, shown or not
            throw refused;
        }
        piece.publish();
        return new Result(new Taken(piece.accepted, piece.alreadyKnown), announcer.await(piece.positions));
    }

    private final class Piece {
        private final Visitor publisher;
        private final KnownEvents events = known.open();
        private final Set<UUID> signed = new HashSet<>();
        private final List<Envelope> waiting = new ArrayList<>();
        private final List<LogPosition> positions = new ArrayList<>();
        private long accepted;
        private long alreadyKnown;

        Piece(Visitor publisher) {
            this.publisher = publisher;
        }

        void add(long number, String line) throws SQLException {
            Envelope envelope = by(publisher, parse(number, line));
            if (events.has(envelope.event())) {
                alreadyKnown++;
                return;
            }
            check.accept(number, envelope.event(), events);
            events.add(envelope.event());
            waiting.add(envelope);
            accepted++;
            if (waiting.size() >= PIECE) {
                publish();
            }
        }

        void publish() throws SQLException {
            Set<UUID> others = waiting.stream()
                    .map(envelope -> envelope.event().subject())
                    .filter(subject -> !signed.contains(subject))
                    .collect(Collectors.toSet());
            signatures.sign(
                    publisher.id(),
                    "log.publish",
                    others.stream().map(UUID::toString).toList(),
                    Map.of());
            signed.addAll(others);
            List<LogPosition> stored = log.publishAll(waiting);
            waiting.clear();
            if (positions.size() > PIECE) {
                positions.subList(0, positions.size() - PIECE).clear(); // only the furthest of each partition matter
            }
            positions.addAll(stored);
        }
    }

    /** What a file says of its author is not believed where the door knows who brings it. */
    private static Envelope by(Visitor publisher, Envelope told) {
        if (publisher.person().isEmpty()) {
            return told;
        }
        return switch (told.event()) {
            case Event.RunCreated run ->
                with(
                        told,
                        new Event.RunCreated(
                                run.subject(),
                                run.name(),
                                run.experiment(),
                                run.kind(),
                                run.spec(),
                                run.specSha256(),
                                run.parent(),
                                run.sweep(),
                                publisher.id(),
                                run.tags()));
            case Event.SweepCreated sweep ->
                with(
                        told,
                        new Event.SweepCreated(
                                sweep.subject(), sweep.experiment(), sweep.spec(), sweep.members(), publisher.id()));
            case Event.OfAttempt _,
                    Event.Request _,
                    Event.Keeping _,
                    Event.ExperimentRenamed _,
                    Event.RunLost _,
                    Event.RunFound _,
                    Event.RecordSkipped _ -> told; // a worker's word, or refused
        };
    }

    private static Envelope with(Envelope told, Event event) {
        return new Envelope(told.id(), told.source(), told.time(), event);
    }

    private static Envelope parse(long number, String line) {
        try {
            return EventLines.read(line);
        } catch (UndecodableRecordException e) {
            String cause = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
            throw new BadEventLine(number, e.getMessage() + cause);
        }
    }
}
