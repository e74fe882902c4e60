package dev.hourglass.tracker.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import java.util.Map;

/** Remembers what was changed in the settings, in the transaction that changes it. */
public final class Audit {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String WRITE = """
            insert into settings.audit (by, action, subject, detail) values (?, ?, ?, ?::jsonb)
            """;

    private Audit() {}

    /**
     * @param by the id of who did it
     * @param action such as {@code token.revoke}
     * @param subject the id of what was changed
     * @param detail what is worth knowing later; never a secret
     */
    public static void write(
            SettingsStore.Transaction tx, String by, String action, String subject, Map<String, String> detail)
            throws SQLException {
        try {
            tx.update(WRITE, by, action, subject, JSON.writeValueAsString(detail));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }
}
