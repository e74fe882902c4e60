package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Note;
import dev.hourglass.tracker.readmodel.NoteRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the notes on runs. */
@ApplicationScoped
class Notes {

    private static final int MOST = 100;

    private final EntityManager database;

    Notes(EntityManager database) {
        this.database = database;
    }

    @Transactional
    Optional<Note> find(UUID run, UUID note) {
        return Optional.ofNullable(database.find(NoteRow.class, new NoteRow.Key(run, note)))
                .map(Notes::note);
    }

    /** @param after id of the last note of the page before */
    @Transactional
    Note.Page page(UUID run, int limit, Optional<String> after) {
        if (limit < 1 || limit > MOST) {
            throw new BadParameter("limit", Integer.toString(limit), "1 to " + MOST);
        }
        Optional<NoteRow> last = after.map(id -> last(run, id));
        var query = database.createQuery(
                        "from NoteRow n where n.run = ?1"
                                + (last.isPresent() ? " and (n.at < ?2 or (n.at = ?2 and n.id < ?3))" : "")
                                + " order by n.at desc, n.id desc",
                        NoteRow.class)
                .setParameter(1, run)
                .setMaxResults(limit + 1);
        last.ifPresent(row -> query.setParameter(2, row.at).setParameter(3, row.id));
        List<NoteRow> rows = query.getResultList();
        boolean more = rows.size() > limit;
        List<NoteRow> page = more ? rows.subList(0, limit) : rows;
        return new Note.Page(
                page.stream().map(Notes::note).toList(),
                more ? Optional.of(page.getLast().id.toString()) : Optional.empty());
    }

    private NoteRow last(UUID run, String id) {
        try {
            NoteRow row = database.find(NoteRow.class, new NoteRow.Key(run, UUID.fromString(id)));
            if (row != null) {
                return row;
            }
        } catch (IllegalArgumentException e) {
            throw new BadParameter("after", id, "the 'next' of the answer before");
        }
        throw new BadParameter("after", id, "the 'next' of the answer before; that note has been removed since");
    }

    private static Note note(NoteRow row) {
        return new Note(row.id, row.text, row.by, row.at);
    }
}
