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
 */
record Shelf(String name, boolean archived, Optional<Instant> trashedAt, Optional<Purge> purge, long revision) {

    /** @param inheritUntil branches created later inherit nothing */
    record Purge(Instant at, String by, Instant inheritUntil) {}

    static Shelf named(String name) {
        return new Shelf(name, false, Optional.empty(), Optional.empty(), 0);
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
            case Event.CheckpointPruned _ -> changed(name);
            case Event.RunRenamed renamed ->
                renamed.ifRevision().isPresent() && renamed.ifRevision().getAsLong() != revision
                        ? this
                        : changed(renamed.name());
            case Event.RunArchived _ -> archived ? this : moved(true, trashedAt, purge);
            case Event.RunTrashed _ -> isTrashed() ? this : moved(archived, Optional.of(time), purge);
            case Event.RunRestored _ -> archived || isTrashed() ? moved(false, Optional.empty(), purge) : this;
            case Event.RunPurged purged ->
                isTrashed()
                        ? moved(archived, trashedAt, Optional.of(new Purge(time, purged.by(), purged.inheritUntil())))
                        : this;
        };
    }

    private Shelf changed(String name) {
        return new Shelf(name, archived, trashedAt, purge, revision + 1);
    }

    private Shelf moved(boolean archived, Optional<Instant> trashedAt, Optional<Purge> purge) {
        return new Shelf(name, archived, trashedAt, purge, revision + 1);
    }
}
