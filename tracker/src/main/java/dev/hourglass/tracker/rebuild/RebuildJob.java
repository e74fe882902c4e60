package dev.hourglass.tracker.rebuild;

import dev.hourglass.events.Word;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How a rebuild or a verification does; safe to ask from any thread. */
public final class RebuildJob {

    private final UUID id;
    private final Kind kind;
    private volatile Progress progress = new Progress(0, 0, Optional.empty(), Optional.empty());
    private volatile Optional<Result> result = Optional.empty();
    private volatile Optional<BlobFindings> blobs = Optional.empty();
    private volatile Optional<String> error = Optional.empty();
    private volatile boolean over;

    /** What it is for. */
    public enum Kind implements Word {
        /** Takes the live one's place. */
        REBUILD("rebuild"),
        /** Is compared with the live one and dropped. */
        VERIFY("verify"),
        /** Takes the place of a live one that another version of the projection made. */
        ROLLOUT("rollout");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** Whether it goes on. */
    public enum State implements Word {
        RUNNING("running"),
        DONE("done"),
        FAILED("failed");

        private final String word;

        State(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /**
     * @param recordsDone of the log's records
     * @param readModel the schema that is built
     * @param expectedEnd of the records, as fast as it went up to now; comparing what came of them is not in it
     */
    public record Progress(
            long recordsDone, long recordsTotal, Optional<String> readModel, Optional<Instant> expectedEnd) {}

    /** Digests of both read models at the same position; of the old one none if that stands elsewhere than the log. */
    public record Result(Optional<String> digestLive, String digestRebuilt) {
        public boolean equal() {
            return digestLive.filter(digestRebuilt::equals).isPresent();
        }
    }

    /**
     * What reading the blobs of all checkpoints has shown up to now. Of missing and of damaged ones at most a hundred are named.
     *
     * @param checked how many were read
     */
    public record BlobFindings(
            long checked, long missing, List<String> missingNames, long damaged, List<String> damagedNames) {}

    RebuildJob(UUID id, Kind kind) {
        this.id = id;
        this.kind = kind;
    }

    public UUID id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public State state() {
        return error.isPresent() ? State.FAILED : over ? State.DONE : State.RUNNING;
    }

    public Progress progress() {
        return progress;
    }

    public Optional<Result> result() {
        return result;
    }

    /** Of a verification; empty until the first were read, or if the tracker has no blob store. */
    public Optional<BlobFindings> blobs() {
        return blobs;
    }

    public Optional<String> error() {
        return error;
    }

    void at(Progress progress) {
        this.progress = progress;
    }

    void found(Result result) {
        this.result = Optional.of(result);
    }

    void checked(BlobFindings blobs) {
        this.blobs = Optional.of(blobs);
    }

    void done() {
        over = true;
    }

    void failed(String why) {
        error = Optional.of(why);
    }
}
