package dev.hourglass.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/** Where blobs lie: a folder, later an object store. Implementations may be used by several processes at once. */
public interface BlobStore {

    /** Writes the bytes of one blob, from first to last. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * @param location where it lies, for people
     */
    record Stored(String sha256, long bytes, String location) {}

    /**
     * Writes to a temporary name, syncs, and gives the blob its name only then. Writing a blob that is there already renews its
     * time stamp: it is still wanted.
     *
     * @throws IOException if it could not be written whole; what was there before is untouched
     */
    Stored write(Content content) throws IOException;

    /**
     * A blob's bytes, checked against its name while they are read: the end of a stream that is not what the name says is a
     * {@link DamagedBlobException}.
     *
     * @throws NoSuchBlobException if it is not there
     */
    InputStream read(String sha256) throws IOException;

    boolean has(String sha256);

    /** @param renewedAt when it was last written or renewed */
    record Aged(String sha256, Instant renewedAt) {}

    /**
     * Those whose names begin so: a store is walked through in bounded pieces.
     *
     * @param twoDigits hex, in lower case
     */
    List<Aged> beginning(String twoDigits) throws IOException;

    /**
     * Says that a blob is still wanted: it is not deleted for a day.
     *
     * @return whether it is there
     */
    boolean renew(String sha256) throws IOException;

    /**
     * Deletes a blob unless somebody wrote or renewed it since.
     *
     * @return whether it is gone
     */
    boolean deleteIfOlder(String sha256, Instant than) throws IOException;

    /** Where a blob of that name lies or would lie, for people. */
    String location(String sha256);

    /** @throws NoSuchBlobException if it is not there */
    long size(String sha256) throws IOException;
}
