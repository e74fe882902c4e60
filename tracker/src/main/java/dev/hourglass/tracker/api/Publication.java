package dev.hourglass.tracker.api;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.codec.EventLines;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.tracker.api.shape.Taken;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.publish.LogPosition;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

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

    Publication(EventPublisher log, Announcer announcer, KnownEvents.Source known, LineCheck check) {
        this.log = log;
        this.announcer = announcer;
        this.known = known;
        this.check = check;
    }

    /** @param shown whether the read model shows all of it already */
    record Result(Taken taken, boolean shown) {}

    Result take(InputStream in) throws IOException {
        Piece piece = new Piece();
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
        private final KnownEvents events = known.open();
        private final List<Envelope> waiting = new ArrayList<>();
        private final List<LogPosition> positions = new ArrayList<>();
        private long accepted;
        private long alreadyKnown;

        void add(long number, String line) {
            Envelope envelope = parse(number, line);
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

        void publish() {
            List<LogPosition> stored = log.publishAll(waiting);
            waiting.clear();
            if (positions.size() > PIECE) {
                positions.subList(0, positions.size() - PIECE).clear(); // only the furthest of each partition matter
            }
            positions.addAll(stored);
        }
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
