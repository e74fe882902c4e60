package dev.hourglass.tracker.api;

import dev.hourglass.checkpoint.Checkpoint;
import dev.hourglass.checkpoint.CheckpointFormat;
import dev.hourglass.checkpoint.DamagedCheckpointException;
import dev.hourglass.checkpoint.UnfitStateException;
import dev.hourglass.data.DataException;
import dev.hourglass.data.DataFolders;
import dev.hourglass.data.DataSource;
import dev.hourglass.data.Dataset;
import dev.hourglass.music.Composer;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecParser;
import dev.hourglass.tracker.HourglassConfig;
import dev.hourglass.tracker.door.Refusal;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets the network of a checkpoint sing. The only place of the tracker that knows the trainer: the network is the trainer's own, so
 * that what is heard here is what {@code hourglass play} writes. Few at a time, of checkpoints of bounded size: whoever listens
 * must not take the memory of those who look.
 */
@Singleton
class Choir {

    /** A network of width 90 and depth 10 is a tenth of it. */
    static final long MOST_BYTES = 256L << 20;

    private static final int AT_ONCE = 2;

    /** Whoever turns a slider leaves a few songs behind that nobody hears any more; each that waits holds a thread. */
    static final int MOST_WAITING = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Blobs blobs;
    private final DataSource data;

    Choir(Blobs blobs, HourglassConfig config) {
        this.blobs = blobs;
        this.data = new DataSource(DataFolders.of(
                config.data().map(Path::of),
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                System.getProperty("os.name", "")));
    }

    /**
     * What is to be sung.
     *
     * @param piece number of the training piece whose first chord begins, from 0
     * @param chords length in quarter notes
     * @param seed of the tosses; empty: the run's own stream as it is in the checkpoint
     * @param temperature 1: as the network says; 0: what is more likely than not
     */
    record Wish(int piece, int chords, OptionalLong seed, double temperature) {}

    /** @param pieces how many training pieces there are to begin with */
    record Sung(boolean[][] chords, int pieces) {}

    /** @throws Refusal if it cannot be sung, or not now */
    Sung sing(String spec, String sha256, Wish wish) {
        long bytes = blobs.size(sha256);
        if (bytes > MOST_BYTES) {
            throw new CannotSing("the checkpoint " + sha256 + " has " + bytes + " bytes, and a tracker takes at most "
                    + MOST_BYTES + "; let the command do it: hourglass play");
        }
        waitForPlace();
        try {
            return sing(SpecParser.parseOne(spec, "the spec of the run"), read(sha256), wish, sha256);
        } catch (InvalidSpecException e) {
            throw new CannotSing("the run has no spec of ours, so nothing says what its network is: " + e.getMessage());
        } catch (UnfitStateException | DamagedCheckpointException e) {
            throw new CannotSing(String.valueOf(e.getMessage()));
        } finally {
            places.release();
        }
    }

    private void waitForPlace() {
        try {
            if (places.getQueueLength() >= MOST_WAITING
                    || !places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ChoirBusy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChoirBusy();
        }
    }

    private Sung sing(Spec spec, Checkpoint checkpoint, Wish wish, String sha256) {
        Dataset learned = learned(spec);
        int pieces = learned.pieces();
        if (wish.piece >= pieces) {
            throw new BadParameter("piece", Integer.toString(wish.piece), "0 to " + (pieces - 1));
        }
        boolean[][] chords = Composer.of(spec, learned, checkpoint, "checkpoint " + sha256)
                .compose(wish.piece, wish.chords, Composer.chosenBy(checkpoint, wish.seed, wish.temperature));
        return new Sung(chords, pieces);
    }

    private Dataset learned(Spec spec) {
        try {
            return data.load(spec.data());
        } catch (DataException e) {
            throw new NoDataHere(String.valueOf(e.getMessage()));
        }
    }

    private Checkpoint read(String sha256) {
        try (InputStream bytes = new BufferedInputStream(blobs.read(sha256))) {
            return CheckpointFormat.read(bytes, "checkpoint " + sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This checkpoint cannot be sung from. */
    static final class CannotSing extends Refusal {
        private static final long serialVersionUID = 1;

        CannotSing(String why) {
            super(409, "Checkpoint cannot sing", why);
        }
    }

    /** Others listen, and have for longer than anyone waits; or too many wait already. */
    static final class ChoirBusy extends Refusal {
        private static final long serialVersionUID = 1;

        ChoirBusy() {
            super(
                    503,
                    "Choir busy",
                    AT_ONCE + " chorales are being sung, as many as at once, and others wait; ask again");
        }
    }

    /** The first chord and the scale of the inputs are of the training data. */
    static final class NoDataHere extends Refusal {
        private static final long serialVersionUID = 1;

        NoDataHere(String why) {
            super(503, "No data here", "the tracker sings from the data that the network learned, and " + why);
        }
    }
}
