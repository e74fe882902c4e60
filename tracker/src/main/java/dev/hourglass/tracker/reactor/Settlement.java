package dev.hourglass.tracker.reactor;

import dev.hourglass.tracker.kafka.LogWatch;
import dev.hourglass.tracker.readmodel.Offsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Up to which instant the read model is known to hold all that had been said by then, in every partition, whichever tracker has it:
 * the ends of the log are noted with the time, and once all are passed, that time is settled.
 */
final class Settlement {

    private final LogWatch watch;
    private final InstantSource time;
    private Optional<Noted> noted = Optional.empty();
    private Optional<Instant> settled = Optional.empty();

    private record Noted(Instant at, Map<Integer, Long> ends) {}

    Settlement(LogWatch watch, InstantSource time) {
        this.watch = watch;
        this.time = time;
    }

    /** Looks once. @return empty until the log's ends were passed a first time */
    Optional<Instant> look(Connection connection) throws SQLException {
        if (noted.isEmpty()) {
            Instant at = time.instant(); // before the look: the ends are at least that new
            noted = Optional.of(new Noted(at, watch.look().ends()));
        }
        Map<Integer, Long> positions = Offsets.next(connection);
        Noted last = noted.get();
        if (last.ends.entrySet().stream()
                .allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue())) {
            settled = Optional.of(last.at);
            noted = Optional.empty();
        }
        return settled;
    }
}
