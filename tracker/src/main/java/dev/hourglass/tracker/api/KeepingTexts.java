package dev.hourglass.tracker.api;

import dev.hourglass.events.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/** What people wrote on a run or did with it, for the audit trail. */
final class KeepingTexts {

    /** Of a note's text; the whole stands among the notes. */
    private static final int SHOWN = 80;

    private KeepingTexts() {}

    /** What follows the name of who did it. */
    static String summary(Event.Keeping event) {
        return switch (event) { // no default: a new kind of event must stop the build here
            case Event.RunTagged e -> "tagged it " + e.key() + (e.value().isEmpty() ? "" : ": " + e.value());
            case Event.RunUntagged e -> "took off the tag " + e.key();
            case Event.NoteAdded e -> "noted: " + start(e.text());
            case Event.NoteRemoved e -> "removed note " + e.note();
            case Event.RunRenamed e -> "renamed it to " + e.name();
            case Event.RunArchived _ -> "archived it";
            case Event.RunTrashed _ -> "put it into the trash";
            case Event.RunRestored _ -> "restored it";
            case Event.RunPurged _ -> "purged it: what it recorded is given up, its events stay in the log";
            case Event.CheckpointPruned e -> "pruned the checkpoint at step " + e.step();
        };
    }

    static Map<String, Object> data(Event.Keeping event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("by", event.by());
        switch (event) {
            case Event.RunTagged e -> {
                data.put("key", e.key());
                data.put("value", e.value());
            }
            case Event.RunUntagged e -> data.put("key", e.key());
            case Event.NoteAdded e -> {
                data.put("note", e.note());
                data.put("text", start(e.text()));
                data.put("characters", e.text().length());
            }
            case Event.NoteRemoved e -> data.put("note", e.note());
            case Event.RunRenamed e -> {
                data.put("name", e.name());
                e.ifRevision().ifPresent(revision -> data.put("ifRevision", revision));
            }
            case Event.RunPurged e -> data.put("inheritUntil", e.inheritUntil());
            case Event.CheckpointPruned e -> {
                data.put("sha256", e.sha256());
                data.put("step", e.step());
            }
            case Event.RunArchived _, Event.RunTrashed _, Event.RunRestored _ -> {} // by whom is all there is
        }
        return data;
    }

    private static String start(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= SHOWN && line.length() == text.strip().length()
                ? line
                : line.substring(0, line.offsetByCodePoints(0, Math.min(SHOWN, line.codePointCount(0, line.length()))))
                        + "…";
    }
}
