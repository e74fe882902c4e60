package dev.hourglass.tracker.readmodel;

import dev.hourglass.blob.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The version of the projection in this program: its tables and its logic. A read model that another version made says other
 * things, or says them elsewhere; it is replaced by a rebuild, never migrated.
 */
final class ReadModelVersion {

    /** Raise it when the same events come to other rows while the tables stay as they are. */
    private static final int LOGIC = 5;

    private static final int DIGITS = 12;

    /** Makes the tables. */
    static final String SCRIPT = script();

    /** Of this program. */
    static final String OWN =
            LOGIC + "-" + Sha256.hex(SCRIPT.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);

    private ReadModelVersion() {}

    private static String script() {
        try (InputStream script = ReadModelVersion.class.getResourceAsStream("/db/readmodel/read_model.sql")) {
            if (script == null) {
                throw new IllegalStateException("db/readmodel/read_model.sql is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
