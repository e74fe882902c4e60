package dev.hourglass.tracker.projection;

import dev.hourglass.events.Event;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which runs were purged, and are inherited from by none that lives, nor ever will be: found by looking ahead in the log. A rebuild
 * need not store what they recorded; it counts for nothing (see {@code forgotten_run}).
 */
final class Forgotten {

    static final Set<Class<? extends Event>> KINDS =
            Set.of(Event.RunCreated.class, Event.RunTrashed.class, Event.RunRestored.class, Event.RunPurged.class);

    private final Map<UUID, Life> lives = new HashMap<>();

    /** What bears on the question of one run. */
    private static final class Life {
        @Nullable
        Instant created;

        Optional<UUID> parent = Optional.empty();
        boolean trashed;

        @Nullable
        Instant inheritUntil;

        /** Of the RunPurged that counted. */
        int partition;

        long offset;
    }

    /** @param one of each partition in the log's order, each once */
    void take(EventScan.Found one) {
        Life life = lives.computeIfAbsent(one.event().subject(), _ -> new Life());
        switch (one.event()) {
            case Event.RunCreated created -> {
                if (life.created == null) {
                    life.created = one.time();
                    life.parent = created.parent().map(at -> at.parent());
                }
            }
            case Event.RunTrashed _ -> life.trashed = true;
            case Event.RunRestored _ -> life.trashed = false;
            case Event.RunPurged purged -> {
                if (life.trashed && life.inheritUntil == null) {
                    life.inheritUntil = purged.inheritUntil();
                    life.partition = one.partition();
                    life.offset = one.offset();
                }
            }
            default -> {} // of another question
        }
    }

    /**
     * @param settled all that had been said by then was taken
     * @param targets up to where the log is projected: what is purged later still counts there
     */
    Set<UUID> runs(Instant settled, Map<Integer, Long> targets) {
        Set<UUID> kept = new HashSet<>();
        lives.forEach((id, life) -> {
            if (!isPurged(life, settled, targets)) {
                keep(id, kept);
            }
        });
        Set<UUID> forgotten = new HashSet<>(lives.keySet());
        forgotten.removeAll(kept);
        return forgotten;
    }

    private static boolean isPurged(Life life, Instant settled, Map<Integer, Long> targets) {
        return life.inheritUntil != null
                && life.inheritUntil.isBefore(settled)
                && life.offset < targets.getOrDefault(life.partition, 0L);
    }

    /** The run, and what it inherits from. */
    private void keep(UUID run, Set<UUID> kept) {
        UUID at = run;
        while (kept.add(at)) {
            Life life = lives.get(at);
            if (life == null || life.created == null || life.parent.isEmpty()) {
                return;
            }
            UUID parent = life.parent.get();
            Life above = lives.get(parent);
            if (above == null || (above.inheritUntil != null && life.created.isAfter(above.inheritUntil))) {
                return;
            }
            at = parent;
        }
    }
}
