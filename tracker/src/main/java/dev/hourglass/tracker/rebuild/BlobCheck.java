package dev.hourglass.tracker.rebuild;

import dev.hourglass.blob.BlobStore;
import dev.hourglass.blob.DamagedBlobException;
import dev.hourglass.blob.FolderBlobStore;
import dev.hourglass.blob.NoSuchBlobException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Reads the blob of every checkpoint that the read model has, which are those neither pruned nor purged, and checks it against its
 * name. A few names at a time: there may be more of them than memory, and the check may take hours.
 */
final class BlobCheck {

    private static final int PAGE = 200;

    /** Of each kind: whoever lost more has lost the store. */
    private static final int MOST_NAMED = 100;

    private static final String NEXT = """
            select distinct on (c.sha256) c.sha256, c.run, c.step
              from checkpoint c
             where c.sha256 > ?
             order by c.sha256, c.run, c.step
             limit ?
            """;

    private static final String STILL_NAMED = """
            select exists (select from checkpoint where sha256 = ?)
            """;

    /** A checkpoint that names a blob. */
    private record Named(String sha256, UUID run, long step) {

        String with(String what) {
            return "blob " + sha256 + " of run " + run + " at step " + step + " " + what;
        }
    }

    private final Path folder;
    private final List<String> missing = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();
    private long checked;
    private long missingCount;
    private long damagedCount;

    BlobCheck(Path folder) {
        this.folder = folder;
    }

    /**
     * @param connection to the live read model, each statement its own transaction
     * @param told after every few blobs
     * @throws IOException if the store itself cannot be read
     */
    void run(Connection connection, Consumer<RebuildJob.BlobFindings> told)
            throws SQLException, IOException, InterruptedException {
        var store = new FolderBlobStore(folder);
        String after = "";
        List<Named> page;
        do {
            page = next(connection, after);
            for (Named blob : page) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("the tracker is stopping");
                }
                check(connection, store, blob);
                after = blob.sha256();
            }
            told.accept(new RebuildJob.BlobFindings(
                    checked, missingCount, List.copyOf(missing), damagedCount, List.copyOf(damaged)));
        } while (page.size() == PAGE);
    }

    private static List<Named> next(Connection connection, String after) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setString(1, after);
            statement.setInt(2, PAGE);
            try (ResultSet row = statement.executeQuery()) {
                List<Named> page = new ArrayList<>();
                while (row.next()) {
                    page.add(new Named(row.getString(1), row.getObject(2, UUID.class), row.getLong(3)));
                }
                return page;
            }
        }
    }

    private void check(Connection connection, BlobStore store, Named blob) throws SQLException, IOException {
        checked++;
        try (InputStream in = store.read(blob.sha256())) {
            in.transferTo(OutputStream.nullOutputStream()); // the stream checks what passes through it
        } catch (NoSuchBlobException e) {
            if (stillNamed(connection, blob.sha256())) { // else it was pruned meanwhile
                missingCount++;
                add(missing, blob.with("is not in " + folder));
            }
        } catch (DamagedBlobException e) {
            damagedCount++;
            add(damaged, blob.with("is damaged: " + e.getMessage()));
        }
    }

    private static void add(List<String> list, String text) {
        if (list.size() < MOST_NAMED) {
            list.add(text);
        }
    }

    private static boolean stillNamed(Connection connection, String sha256) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STILL_NAMED)) {
            statement.setString(1, sha256);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
