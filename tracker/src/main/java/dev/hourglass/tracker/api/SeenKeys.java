package dev.hourglass.tracker.api;

import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.codec.UndecodableRecordException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Which requests have been met: an action's idempotency key is its event's id, so the log knows. Keys of this process are
 * kept in memory; for others the run's events of the last day are read.
 */
@Singleton
class SeenKeys {

    private static final int KEPT = 10_000;
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final RunLog log;
    private final Clock clock = Clock.systemUTC();
    private final Map<UUID, UUID> own = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, UUID> eldest) {
            return size() > KEPT;
        }
    };

    SeenKeys(RunLog log) {
        this.log = log;
    }

    synchronized void add(UUID run, UUID key) {
        own.put(key, run);
    }

    /** As if this process had just started. */
    synchronized void forget() {
        own.clear();
    }

    boolean contains(UUID run, UUID key) {
        synchronized (this) {
            if (run.equals(own.get(key))) {
                return true;
            }
        }
        return log.any(run, clock.instant().minus(REMEMBERED), message -> {
            try {
                return EventCodec.decode(message).id().equals(key);
            } catch (UndecodableRecordException e) {
                return false; // a dead letter is nobody's request
            }
        });
    }
}
