package dev.hourglass.tracker.external;

import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.publish.LogPosition;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Gathers the calls of each attempt for a tenth of a second and puts them into the log as few events. A call is answered when the
 * log has it. Calls of one attempt enter the log in the order of their numbers; one that came before its predecessor waits for it.
 */
@Singleton
class Gathering {

    private static final Logger LOG = Logger.getLogger(Gathering.class);
    private static final long TURN_MS = 100;

    /** A call waits for its predecessor so long after the last one of its attempt has come, */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** and so long at most: a program that goes on without ever sending what is missing is told. */
    private static final long LONGEST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Attempts whose last number is kept in memory; of others the read model is asked. */
    private static final int KEPT = 10_000;

    private final EventPublisher log;
    private final Standing standing;
    private final Clock clock = Clock.systemUTC();
    private final Map<UUID, TreeMap<Long, Waiting>> waiting = new HashMap<>();
    private final Map<UUID, Last> lastCalls = new HashMap<>();
    private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hourglass-gathering").factory());

    private record Waiting(Call call, CompletableFuture<Taken> answer, long sinceNanos) {}

    /** @param position where the last event of the call stands */
    private record Last(long number, LogPosition position) {}

    /**
     * What became of a call.
     *
     * @param anew whether its number was not known
     * @param position behind which the read model shows it; empty if it does so already
     */
    record Taken(boolean anew, Optional<LogPosition> position) {}

    Gathering(EventPublisher log, Standing standing) {
        this.log = log;
        this.standing = standing;
        var ignored = turns.scheduleWithFixedDelay(this::turn, TURN_MS, TURN_MS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void close() {
        turns.shutdown(); // a call that waits is not answered, so its program sends it again
    }

    /** @return done when the log has it */
    CompletableFuture<Taken> take(Call call) {
        var own = new Waiting(call, new CompletableFuture<>(), System.nanoTime());
        synchronized (waiting) {
            Waiting other = waiting.computeIfAbsent(call.attempt(), _ -> new TreeMap<>())
                    .putIfAbsent(call.number(), own);
            return other == null ? own.answer : other.answer;
        }
    }

    private void turn() {
        try {
            Map<UUID, List<Waiting>> taken = takeAll();
            if (!taken.isEmpty()) {
                publish(taken);
            }
        } catch (RuntimeException e) { // an executor would not call again
            LOG.error("gathering points failed", e);
        }
    }

    private Map<UUID, List<Waiting>> takeAll() {
        synchronized (waiting) {
            Map<UUID, List<Waiting>> taken = new HashMap<>();
            waiting.forEach((attempt, calls) -> taken.put(attempt, List.copyOf(calls.values())));
            waiting.clear();
            return taken;
        }
    }

    private void publish(Map<UUID, List<Waiting>> taken) {
        List<Envelope> envelopes = new ArrayList<>();
        Map<Waiting, Integer> lastEvents = new HashMap<>();
        taken.values().forEach(calls -> {
            try {
                for (List<Waiting> together : inTurn(calls)) {
                    events(together).forEach(event -> envelopes.add(envelope(event)));
                    together.forEach(one -> lastEvents.put(one, envelopes.size() - 1));
                }
            } catch (RuntimeException e) {
                calls.forEach(one -> one.answer.completeExceptionally(e));
            }
        });
        try {
            List<LogPosition> stored = log.publishAll(envelopes);
            lastEvents.forEach((one, last) -> {
                remember(one.call, stored.get(last));
                one.answer.complete(new Taken(true, Optional.of(stored.get(last))));
            });
        } catch (RuntimeException e) {
            lastEvents
                    .keySet()
                    .forEach(one -> lastCalls.remove(one.call.attempt())); // in doubt: the read model will tell
            lastEvents.keySet().forEach(one -> one.answer.completeExceptionally(e));
        }
    }

    /** Answers what is known, puts back what comes too early, and gives the rest in pieces that may share events. */
    private List<List<Waiting>> inTurn(List<Waiting> calls) {
        Call first = calls.getFirst().call;
        long last = lastCall(first, calls.getFirst().call.number());
        // On a busy machine what was sent together comes over seconds.
        long newest = calls.stream()
                .mapToLong(Waiting::sinceNanos)
                .reduce((a, b) -> b - a > 0 ? b : a)
                .orElseThrow();
        List<List<Waiting>> pieces = new ArrayList<>();
        for (Waiting one : calls) {
            long number = one.call.number();
            if (number <= last) {
                one.answer.complete(new Taken(false, position(one.call)));
            } else if (number > last + 1) {
                putBack(one, last, newest);
            } else {
                last = number;
                if (pieces.isEmpty() || !fits(pieces.getLast(), one)) {
                    pieces.add(new ArrayList<>());
                }
                pieces.getLast().add(one);
            }
        }
        return pieces;
    }

    /** What this tracker said last; what another one did, the read model knows. */
    private long lastCall(Call call, long wanted) {
        Last last = lastCalls.get(call.attempt());
        long own = last == null ? 0 : last.number;
        return last != null && own + 1 >= wanted ? own : Math.max(own, standing.lastCall(call.run(), call.attempt()));
    }

    /** Of a known call: of this tracker's own the read model may not have heard yet. */
    private Optional<LogPosition> position(Call known) {
        return Optional.ofNullable(lastCalls.get(known.attempt()))
                .filter(last -> known.number() <= last.number)
                .map(Last::position);
    }

    private void putBack(Waiting early, long last, long newest) {
        long now = System.nanoTime();
        if (now - newest > PATIENCE_NANOS || now - early.sinceNanos > LONGEST_PATIENCE_NANOS) {
            early.answer.completeExceptionally(new OutOfTurn("attempt " + early.call.attempt() + " sends number "
                    + early.call.number() + ", but its last was " + last + "; send number " + (last + 1) + " first"));
            return;
        }
        synchronized (waiting) {
            Waiting other = waiting.computeIfAbsent(early.call.attempt(), _ -> new TreeMap<>())
                    .putIfAbsent(early.call.number(), early);
            if (other != null) {
                var ignored = other.answer.whenComplete((taken, failure) -> {
                    if (failure == null) {
                        early.answer.complete(taken);
                    } else {
                        early.answer.completeExceptionally(failure);
                    }
                });
            }
        }
    }

    private static boolean fits(List<Waiting> piece, Waiting one) {
        return one.call instanceof Call.Points more
                && piece.getLast().call instanceof Call.Points
                && piece.stream().mapToLong(w -> ((Call.Points) w.call).size()).sum() + more.size()
                        <= PointsReader.MOST_VALUES;
    }

    private static List<? extends Event> events(List<Waiting> piece) {
        return switch (piece.getFirst().call) {
            case Call.Finish end -> List.of(end.event().apply(Numbers.part(end.attempt(), end.number(), 0, 1)));
            case Call.Points _ ->
                PointsEvents.of(
                        piece.stream().map(one -> (Call.Points) one.call).toList());
        };
    }

    private void remember(Call call, LogPosition position) {
        if (lastCalls.size() >= KEPT) {
            lastCalls.clear();
        }
        lastCalls.merge(call.attempt(), new Last(call.number(), position), (a, b) -> a.number > b.number ? a : b);
    }

    private Envelope envelope(Event event) {
        var origin = ((Event.OfAttempt) event).origin();
        return new Envelope(
                DerivedIds.eventOf(origin), log.source(), clock.instant().truncatedTo(ChronoUnit.MILLIS), event);
    }
}
