package dev.hourglass.tracker.projection;

import dev.hourglass.events.Event;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** What a batch changes of what people wrote on runs and did with them: of each thing the last word. */
final class Kept {

    /** A value, or empty where the tag was taken off. */
    final Map<TagKey, Optional<String>> tags = new LinkedHashMap<>();

    /** A note, or empty where it was removed. */
    final Map<NoteKey, Optional<Note>> notes = new LinkedHashMap<>();

    final Map<String, Title> titles = new LinkedHashMap<>();
    final Set<Pruned> pruned = new HashSet<>();
    final Set<UUID> purged = new HashSet<>();

    private final Consumer<Event.CheckpointPruned> prune;

    /** @param prune takes the checkpoint out of what the batch has announced so far */
    Kept(Consumer<Event.CheckpointPruned> prune) {
        this.prune = prune;
    }

    record TagKey(UUID run, String key) {}

    record NoteKey(UUID run, UUID note) {}

    record Note(String text, String by, Instant at) {}

    record Title(String title, String by, Instant at) {}

    record Pruned(UUID run, String sha256) {}

    void tag(UUID run, String key, Optional<String> value) {
        // As it is stored: two keys that PostgreSQL cannot tell apart are one.
        tags.put(new TagKey(run, Binder.storable(key)), value);
    }

    void add(Event.Keeping event, Instant time) {
        switch (event) { // no default: a new kind of event must stop the build here
            case Event.RunTagged e -> tag(e.subject(), e.key(), Optional.of(e.value()));
            case Event.RunUntagged e -> tag(e.subject(), e.key(), Optional.empty());
            case Event.NoteAdded e ->
                notes.put(new NoteKey(e.subject(), e.note()), Optional.of(new Note(e.text(), e.by(), time)));
            case Event.NoteRemoved e -> notes.put(new NoteKey(e.subject(), e.note()), Optional.empty());
            case Event.CheckpointPruned e -> {
                prune.accept(e);
                pruned.add(new Pruned(e.subject(), e.sha256()));
            }
            case Event.RunPurged e -> purged.add(e.subject());
            case Event.RunRenamed _,
                    Event.RunArchived _,
                    Event.RunTrashed _,
                    Event.RunRestored _ -> {} // of the run's row
        }
    }

    void add(Event.ExperimentRenamed event, Instant time) {
        titles.put(Binder.storable(event.experiment()), new Title(event.title(), event.by(), time));
    }
}
