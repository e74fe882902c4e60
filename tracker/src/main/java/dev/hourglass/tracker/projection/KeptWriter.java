package dev.hourglass.tracker.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Writes what people wrote on runs and did with them. */
final class KeptWriter {

    private static final String TAG = """
            insert into tag (run, key, value) values (?, ?, ?) on conflict (run, key) do update set value = excluded.value
            """;

    private static final String UNTAG = """
            delete from tag where run = ? and key = ?
            """;

    private static final String NOTE = """
            insert into note (run, id, text, by, at) values (?, ?, ?, ?, ?)
                on conflict (run, id) do update set text = excluded.text, by = excluded.by, at = excluded.at
            """;

    private static final String REMOVE_NOTE = """
            delete from note where run = ? and id = ?
            """;

    private static final String TITLE = """
            insert into experiment (name, title, renamed_by, renamed_at) values (?, ?, ?, ?)
                on conflict (name) do update
               set title = excluded.title, renamed_by = excluded.renamed_by, renamed_at = excluded.renamed_at
            """;

    private static final String PRUNE = """
            delete from checkpoint where run = ? and sha256 = ?
            """;

    private final Connection connection;

    KeptWriter(Connection connection) {
        this.connection = connection;
    }

    /** Before the batch's checkpoints: one that is announced again after it was let go of is there again. */
    void write(Kept kept) throws SQLException {
        RunWriter.batch(connection, TAG, row -> {
            for (var tag : kept.tags.entrySet()) {
                if (tag.getValue().isPresent()) {
                    row.uuid(tag.getKey().run())
                            .text(tag.getKey().key())
                            .text(tag.getValue())
                            .add();
                }
            }
        });
        RunWriter.batch(connection, UNTAG, row -> {
            for (var tag : kept.tags.entrySet()) {
                if (tag.getValue().isEmpty()) {
                    row.uuid(tag.getKey().run()).text(tag.getKey().key()).add();
                }
            }
        });
        notes(kept);
        RunWriter.batch(connection, TITLE, row -> {
            for (var title : kept.titles.entrySet()) {
                row.text(title.getKey())
                        .text(title.getValue().title())
                        .text(title.getValue().by())
                        .time(title.getValue().at())
                        .add();
            }
        });
        RunWriter.batch(connection, PRUNE, row -> {
            for (var pruned : kept.pruned) {
                row.uuid(pruned.run()).text(pruned.sha256()).add();
            }
        });
    }

    private void notes(Kept kept) throws SQLException {
        RunWriter.batch(connection, NOTE, row -> {
            for (var entry : kept.notes.entrySet()) {
                if (entry.getValue().isPresent()) {
                    Kept.Note note = entry.getValue().get();
                    row.uuid(entry.getKey().run())
                            .uuid(entry.getKey().note())
                            .text(note.text())
                            .text(note.by())
                            .time(note.at())
                            .add();
                }
            }
        });
        RunWriter.batch(connection, REMOVE_NOTE, row -> {
            for (var note : kept.notes.entrySet()) {
                if (note.getValue().isEmpty()) {
                    row.uuid(note.getKey().run()).uuid(note.getKey().note()).add();
                }
            }
        });
    }

    /**
     * After all else of the batch. What no branch can inherit is little and goes at once; the rest goes when no living branch needs
     * it, which is the reactor's to do.
     */
    void purge(Kept kept) throws SQLException {
        for (String table : List.of("tag", "note", "checkpoint", "run_metric")) {
            RunWriter.batch(connection, "delete from " + table + " where run = ?", row -> {
                for (UUID run : kept.purged) {
                    row.uuid(run).add();
                }
            });
        }
    }
}
