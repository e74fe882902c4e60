package dev.hourglass.tracker.api;

import dev.hourglass.events.Event;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.readmodel.AskedRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which requests have been met, by whichever tracker: an action's idempotency key is its event's id, and the read model keeps those
 * for good. One that is in the log and does not show yet is put there again, where the projection passes over it.
 */
@ApplicationScoped
class SeenKeys {

    private final EntityManager database;

    SeenKeys(EntityManager database) {
        this.database = database;
    }

    /** @throws KeyUsedBefore if the key came with another request */
    @Transactional
    boolean contains(UUID subject, UUID key, Class<? extends Event> kind) {
        AskedRow row = database.find(AskedRow.class, new AskedRow.Key(subject, key));
        if (row != null && !row.type.equals(kind.getSimpleName())) {
            throw new KeyUsedBefore(key, row);
        }
        return row != null;
    }

    /**
     * Of many at once.
     *
     * @param events by what they are of
     * @return those that were met
     */
    @Transactional
    Set<UUID> subjects(Map<UUID, UUID> events) {
        Collection<UUID> ids = events.values();
        return ids.isEmpty()
                ? Set.of()
                : database.createQuery("from AskedRow where subject in ?1 and event in ?2", AskedRow.class)
                        .setParameter(1, events.keySet())
                        .setParameter(2, ids)
                        .getResultStream()
                        .map(row -> row.subject)
                        .collect(Collectors.toSet());
    }

    /** An idempotency key names one request. */
    static final class KeyUsedBefore extends Refusal {
        private static final long serialVersionUID = 1;

        KeyUsedBefore(UUID key, AskedRow before) {
            super(
                    409,
                    "Key used before",
                    "Idempotency-Key " + key + " came with another request for " + before.subject + " (" + before.type
                            + "); use a new key for a new request");
        }
    }
}
