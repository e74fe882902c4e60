package dev.hourglass.tracker.people;

import dev.hourglass.tracker.door.Admission;
import dev.hourglass.tracker.door.DoorConfig;
import dev.hourglass.tracker.door.Role;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the first person in. Where people must sign in and there are none, an admin is made, and its token written to a file that
 * only the tracker's user can read: a log is read by too many.
 */
@Singleton
public final class FirstAdmin {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);

    /** Of two trackers that start on an empty database, one makes the admin. */
    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtext('hourglass first admin'))
            """;

    private static final String ANYBODY = """
            select exists (select from settings.person)
            """;

    private final SettingsStore settings;
    private final Admission admission;
    private final Path file;

    FirstAdmin(SettingsStore settings, Admission admission, DoorConfig config) {
        this.settings = settings;
        this.admission = admission;
        this.file = Path.of(config.firstTokenFile()).toAbsolutePath();
    }

    /** @throws IOException if the token's file cannot be written; there is no admin then */
    public void letIn() throws SQLException, IOException {
        if (admission.isOpen()) {
            return;
        }
        try {
            if (settings.transaction(this::make)) {
                LOG.info("made the first admin; the token is in {} (sign in, then delete the file)", file);
            }
        } catch (UncheckedIOException e) {
            throw new IOException(
                    "the first admin's token cannot be written to " + file + " (hourglass.first-token-file): "
                            + e.getCause(),
                    e);
        }
    }

    private boolean make(SettingsStore.Transaction tx) throws SQLException {
        tx.list(LOCK, row -> true);
        if (tx.first(ANYBODY, row -> row.getBoolean(1)).orElseThrow()) {
            return false;
        }
        Person admin = People.add(tx, "admin", Role.ADMIN);
        Tokens.Made made = Tokens.create(tx, admin.id(), "first", Optional.empty());
        Audit.write(tx, "tracker", "person.add", admin.id().toString(), Map.of("name", "admin", "role", "admin"));
        write(made.secret()); // before the commit: an admin whose token nobody has would keep everybody out
        return true;
    }

    private void write(Secret secret) {
        try {
            Path part = Files.createTempFile(
                    file.getParent(),
                    ".token",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(part, secret.text() + "\n");
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
