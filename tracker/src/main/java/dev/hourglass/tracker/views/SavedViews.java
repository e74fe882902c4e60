package dev.hourglass.tracker.views;

import dev.hourglass.tracker.door.Revisions;
import dev.hourglass.tracker.people.Audit;
import dev.hourglass.tracker.people.PersonNames;
import dev.hourglass.tracker.people.SettingsStore;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The saved views in the settings. A change holds the view's row, so that of two at once one sees the other's revision. */
@Singleton
final class SavedViews {

    /** All of them are read at once, so that a list can be searched as it is. */
    static final int MOST = 500;

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String COLUMNS = """
            select id, name, page, address, revision, created_at, created_by, updated_at, updated_by
              from settings.saved_view
            """;
    private static final String LIST = COLUMNS + """
             where ?::text is null or page = ?
             order by page, lower(name)
            """;
    private static final String BY_ID = COLUMNS + """
             where id::text = ?
            """;
    private static final String HELD = BY_ID + """
               for update
            """;
    private static final String SAVE = """
            insert into settings.saved_view (name, page, address, created_by, updated_by)
            select ?, ?, ?, ?, ? where (select count(*) from settings.saved_view) < ?
            returning id
            """;
    private static final String CHANGE = """
            update settings.saved_view
               set name = ?, page = ?, address = ?, revision = revision + 1, updated_at = now(), updated_by = ?
             where id = ?
            """;
    private static final String REMOVE = """
            delete from settings.saved_view where id = ?
            """;

    private final SettingsStore settings;
    private final PersonNames names;

    SavedViews(SettingsStore settings, PersonNames names) {
        this.settings = settings;
        this.names = names;
    }

    /** @param page empty: of all pages */
    List<SavedView> list(Optional<String> page) throws SQLException {
        String of = page.orElse(null);
        return settings.read(tx -> tx.list(LIST, this::read, of, of));
    }

    SavedView get(String id) throws SQLException {
        return settings.read(tx -> byId(tx, BY_ID, id));
    }

    SavedView save(Wanted.Checked view, String by) throws SQLException {
        return uniquely(view, tx -> {
            UUID id = tx.first(
                            SAVE,
                            row -> row.getObject(1, UUID.class),
                            view.name(),
                            view.page(),
                            view.address(),
                            by,
                            by,
                            MOST)
                    .orElseThrow(() -> new ViewRefusals.TooMany(MOST));
            Audit.write(tx, by, "view.save", id.toString(), Map.of("name", view.name(), "page", view.page()));
            return byId(tx, BY_ID, id.toString());
        });
    }

    /** @param ifMatch the revision the caller saw */
    SavedView change(String id, Wanted.Checked view, Optional<String> ifMatch, String by) throws SQLException {
        return uniquely(view, tx -> {
            SavedView seen = held(tx, id, ifMatch);
            tx.update(CHANGE, view.name(), view.page(), view.address(), by, seen.id());
            Audit.write(tx, by, "view.change", id, Map.of("name", view.name(), "was", seen.name()));
            return byId(tx, BY_ID, id);
        });
    }

    void remove(String id, Optional<String> ifMatch, String by) throws SQLException {
        settings.transaction(tx -> {
            SavedView seen = held(tx, id, ifMatch);
            Audit.write(
                    tx,
                    by,
                    "view.remove",
                    id,
                    Map.of("name", seen.name(), "page", seen.page(), "address", seen.address()));
            return tx.update(REMOVE, seen.id());
        });
    }

    private SavedView held(SettingsStore.Transaction tx, String id, Optional<String> ifMatch) throws SQLException {
        SavedView now = byId(tx, HELD, id);
        String wanted =
                ifMatch.orElseThrow(() -> new ViewRefusals.IfMatchMissing(now)).strip();
        if (!wanted.equals(Revisions.ANY) && !Revisions.lists(wanted, now.revision())) {
            throw new ViewRefusals.Changed(now);
        }
        return now;
    }

    private <T> T uniquely(Wanted.Checked view, SettingsStore.Work<T> work) throws SQLException {
        try {
            return settings.transaction(work);
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new ViewRefusals.NameTaken(view);
            }
            throw e;
        }
    }

    private SavedView byId(SettingsStore.Transaction tx, String question, String id) throws SQLException {
        return tx.first(question, this::read, id).orElseThrow(() -> new ViewRefusals.NoSuchView(id));
    }

    private SavedView read(ResultSet row) throws SQLException {
        return new SavedView(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                names.in(row.getString(7)),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                names.in(row.getString(9)));
    }
}
