package dev.hourglass.tracker.people;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts into the audit who did what neither the settings nor an event's {@code by} tells. Before it is done: nothing is unsigned. */
@Singleton
public final class Signatures {

    private static final int REMEMBERED = 10_000;

    private final SettingsStore settings;
    private final Map<List<String>, Boolean> signed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    Signatures(SettingsStore settings) {
        this.settings = settings;
    }

    /**
     * @param by the id of who does it
     * @param action such as {@code blob.store}
     * @param subjects the ids of what it is done to, an entry each
     * @param detail what is worth knowing later; never a secret
     */
    public void sign(String by, String action, Collection<String> subjects, Map<String, String> detail)
            throws SQLException {
        if (!subjects.isEmpty()) {
            settings.transaction(tx -> {
                for (String subject : subjects) {
                    Audit.write(tx, by, action, subject, detail);
                }
                return subjects;
            });
        }
    }

    /** What is done many times by the same person to the same thing is signed the first time, as far as this process remembers. */
    public void signOnce(String by, String action, String subject, Map<String, String> detail) throws SQLException {
        List<String> what = List.of(by, action, subject);
        synchronized (signed) {
            if (signed.containsKey(what)) {
                return;
            }
        }
        sign(by, action, List.of(subject), detail);
        synchronized (signed) {
            signed.put(what, true);
        }
    }
}
