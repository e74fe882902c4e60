package dev.hourglass.checkpoint;

/** A file that is no whole safetensors file, or not the checkpoint that it says it is. Nothing of it was used. */
public final class DamagedCheckpointException extends RuntimeException {

    private final String file;

    DamagedCheckpointException(String file, String what, String where) {
        super(message(file, what, where));
        this.file = file;
    }

    DamagedCheckpointException(String file, String what, String where, Throwable cause) {
        super(message(file, what, where), cause);
        this.file = file;
    }

    public String file() {
        return file;
    }

    private static String message(String file, String what, String where) {
        return "%s is damaged or no checkpoint: %s (%s). Restore the file, or start from another checkpoint"
                .formatted(file, what, where);
    }
}
