package dev.hourglass.tracker.api;

import dev.hourglass.blob.BlobStore;
import dev.hourglass.blob.FolderBlobStore;
import dev.hourglass.blob.NoSuchBlobException;
import dev.hourglass.tracker.HourglassConfig;
import dev.hourglass.tracker.door.Refusal;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The blob store of the settings, opened when it is first needed: a tracker without one still shows runs. */
@Singleton
class Blobs {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final Optional<String> folder;
    private Optional<BlobStore> store = Optional.empty();

    Blobs(HourglassConfig config) {
        this.folder = config.blobs();
    }

    /** Where blobs are looked for, for people. */
    String place() {
        return folder.map(f -> Path.of(f).toAbsolutePath().toString()).orElse("no store (hourglass.blobs is not set)");
    }

    boolean has(String sha256) {
        return folder.isPresent() && store().has(sha256);
    }

    /** Says that a blob is still wanted, before an event names it. @return whether it is there */
    boolean renew(String sha256) {
        try {
            return folder.isPresent() && store().renew(sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BlobStore.Stored write(InputStream in) {
        try {
            return store().write(in::transferTo);
        } catch (IOException e) {
            throw new BlobNotWritten(place(), e);
        }
    }

    long size(String sha256) {
        try {
            return store().size(checked(sha256));
        } catch (NoSuchBlobException e) {
            throw new NoSuchBlob(sha256, place());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream read(String sha256) {
        try {
            return store().read(checked(sha256));
        } catch (NoSuchBlobException e) {
            throw new NoSuchBlob(sha256, place());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String checked(String sha256) {
        if (!NAME.matcher(sha256).matches()) {
            throw new BadParameter("the blob", sha256, "a SHA-256 in 64 lower-case hex digits");
        }
        return sha256;
    }

    private synchronized BlobStore store() {
        if (store.isEmpty()) {
            try {
                store = Optional.of(new FolderBlobStore(Path.of(folder.orElseThrow(NoBlobStore::new))));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot use the blob folder " + place(), e);
            }
        }
        return store.get();
    }

    /** The blob is not where blobs are. */
    static final class NoSuchBlob extends Refusal {
        private static final long serialVersionUID = 1;

        NoSuchBlob(String sha256, String place) {
            super(
                    404,
                    "No such blob",
                    "no blob " + sha256 + " in " + place + "; the checkpoints of a run name those it has",
                    "GET /runs/{run}/checkpoints");
        }
    }

    /** The tracker was not told where blobs are. */
    static final class NoBlobStore extends Refusal {
        private static final long serialVersionUID = 1;

        NoBlobStore() {
            super(
                    503,
                    "No blob store",
                    "this tracker has no blob store: set hourglass.blobs to the folder its workers use");
        }
    }

    /** The store did not take the bytes; nothing of them is left there. */
    static final class BlobNotWritten extends Refusal {
        private static final long serialVersionUID = 1;

        BlobNotWritten(String place, IOException cause) {
            super(
                    507,
                    "Blob not written",
                    "the blob could not be written whole to " + place + ": " + cause.getMessage());
        }
    }
}
