package dev.hourglass.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

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

    /** Where a blob of that name lies or would lie, for people. */
    String location(String sha256);

    /** @throws NoSuchBlobException if it is not there */
    long size(String sha256) throws IOException;
}
