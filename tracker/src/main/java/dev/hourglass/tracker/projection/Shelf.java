package dev.hourglass.tracker.projection;

import dev.hourglass.events.Event;
import java.time.Instant;
import java.util.Optional;

/**
 * What people made of a run as a whole. A pure fold like the rest of its state.
 *
 * @param trashedAt it is in the trash since then, or was when it was purged
 * @param purge final: nothing that is said afterwards counts
 * @param revision how many of their events changed something
 * @param pruned how many checkpoints were let go of. Most go by themselves, so a rename does not depend on it
 */
record Shelf(
        String name, boolean archived, Optional<Instant> trashedAt, Optional<Purge> purge, long revision, long pruned) {

    /** @param inheritUntil branches created later inherit nothing */
    record Purge(Instant at, String by, Instant inheritUntil) {}

    static Shelf named(String name) {
        return new Shelf(name, false, Optional.empty(), Optional.empty(), 0, 0);
    }

    boolean isTrashed() {
        return trashedAt.isPresent();
    }

    boolean isPurged() {
        return purge.isPresent();
    }

    Shelf after(Event.Keeping event, Instant time) {
        if (isPurged()) {
            return this;
        }
        return switch (event) { // no default: a new kind of event must stop the build here
            case Event.RunTagged _, Event.RunUntagged _, Event.NoteAdded _, Event.NoteRemoved _ -> changed(name);
            case Event.CheckpointPruned _ -> new Shelf(name, archived, trashedAt, purge, revision, pruned + 1);
            case Event.RunRenamed renamed ->
                renamed.ifRevision().isEmpty() || isNow(renamed.ifRevision().getAsLong())
                        ? changed(renamed.name())
                        : this;
            case Event.RunArchived _ -> archived ? this : moved(true, trashedAt, purge);
            case Event.RunTrashed _ -> isTrashed() ? this : moved(archived, Optional.of(time), purge);
            case Event.RunRestored _ -> archived || isTrashed() ? moved(false, Optional.empty(), purge) : this;
            case Event.RunPurged purged ->
                isTrashed()
                        ? moved(archived, trashedAt, Optional.of(new Purge(time, purged.by(), purged.inheritUntil())))
                        : this;
        };
    }

    /** Renames in older logs counted checkpoints that went too; those of today never name more than there is. */
    private boolean isNow(long named) {
        return named == revision || named == revision + pruned;
    }

    private Shelf changed(String name) {
        return new Shelf(name, archived, trashedAt, purge, revision + 1, pruned);
    }

    private Shelf moved(boolean archived, Optional<Instant> trashedAt, Optional<Purge> purge) {
        return new Shelf(name, archived, trashedAt, purge, revision + 1, pruned);
    }
}
