package dev.hourglass.run;

/** A whole checkpoint, but of another step than the run is to go on from. */
public final class CheckpointMismatchException extends RuntimeException {

    CheckpointMismatchException(String sha256, long step, long expected) {
        super("checkpoint " + sha256 + " is of step " + step + ", but the run is to go on from step " + expected
                + "; choose a checkpoint of this run or of its parent");
    }
}
