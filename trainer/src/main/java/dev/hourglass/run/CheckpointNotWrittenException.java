package dev.hourglass.run;

import java.io.IOException;

/** The state could not be stored; earlier checkpoints are as they were. */
public final class CheckpointNotWrittenException extends RuntimeException {

    CheckpointNotWrittenException(long step, IOException cause) {
        super(
                "the checkpoint of step " + step + " was not written: " + cause.getMessage()
                        + ". Earlier checkpoints are intact: mend the cause, then resume the run",
                cause);
    }
}
