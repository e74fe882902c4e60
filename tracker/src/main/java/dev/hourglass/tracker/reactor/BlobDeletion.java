package dev.hourglass.tracker.reactor;

import dev.hourglass.blob.BlobStore;
import dev.hourglass.blob.FolderBlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes blobs that nothing names: no checkpoint, no start of a run that was not purged, and nobody who wrote or renewed it within
 * the last day, whose announcement may be on its way. Walks through the store in 256 pieces, one a turn. Blobs that are older than
 * the log are none of its business: another log may know them.
 */
final class BlobDeletion {

    private static final Logger LOG = LoggerFactory.getLogger(BlobDeletion.class);

    static final Duration YOUNG = Duration.ofDays(1);

    private static final String UNNAMED = """
            select s.sha256
              from unnest(?::text[]) as s (sha256)
             where s.sha256 not in (select c.sha256 from checkpoint c where c.sha256 = any (?::text[]))
               and s.sha256 not in (select r.parent_checkpoint from run r
                                     where r.parent_checkpoint = any (?::text[]) and r.purged_at is null)
               and s.sha256 not in (select r.params ->> 'start.weights' from run r
                                     where r.params ->> 'start.weights' = any (?::text[]) and r.purged_at is null)
            """;

    private static final String LOG_MADE = """
            select created_at from settings.event_log
            """;

    private final Optional<String> folder;
    private Optional<BlobStore> store = Optional.empty();
    private int piece;

    BlobDeletion(Optional<String> folder) {
        this.folder = folder;
    }

    /** @param settled all that had been said by then is known */
    void turn(Connection connection, Instant settled) throws SQLException {
        if (folder.isEmpty()) {
            return;
        }
        try {
            delete(connection, settled, String.format("%02x", piece));
        } catch (IOException e) {
            LOG.warn("blobs in {} that nothing names are not deleted now: {}", folder.get(), e.getMessage());
        }
        piece = (piece + 1) % 256;
    }

    private void delete(Connection connection, Instant settled, String digits) throws SQLException, IOException {
        Instant old = settled.minus(YOUNG);
        Optional<Instant> logMade = logMade(connection);
        Set<String> candidates = new HashSet<>();
        for (BlobStore.Aged blob : open().beginning(digits)) {
            if (blob.renewedAt().isBefore(old)
                    && logMade.filter(blob.renewedAt()::isAfter).isPresent()) {
                candidates.add(blob.sha256());
            }
        }
        for (String sha256 : unnamed(connection, candidates)) {
            if (open().deleteIfOlder(sha256, old)) {
                LOG.info("blob {} deleted: nothing names it", sha256);
            }
        }
    }

    private static List<String> unnamed(Connection connection, Set<String> candidates) throws SQLException {
        if (candidates.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(UNNAMED)) {
            for (int i = 1; i <= 4; i++) {
                statement.setArray(i, connection.createArrayOf("text", candidates.toArray()));
            }
            try (ResultSet row = statement.executeQuery()) {
                List<String> unnamed = new ArrayList<>();
                while (row.next()) {
                    unnamed.add(row.getString(1));
                }
                return unnamed;
            }
        }
    }

    private static Optional<Instant> logMade(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOG_MADE);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                    : Optional.empty();
        }
    }

    private BlobStore open() throws IOException {
        if (store.isEmpty()) {
            store = Optional.of(new FolderBlobStore(Path.of(folder.orElseThrow())));
        }
        return store.get();
    }
}
