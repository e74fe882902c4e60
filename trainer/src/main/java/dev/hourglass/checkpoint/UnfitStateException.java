package dev.hourglass.checkpoint;

/** A whole file, but of another system: names or shapes are not those of the system to be filled. */
public final class UnfitStateException extends RuntimeException {

    UnfitStateException(String file, String what) {
        super(file + " does not fit the system: " + what
                + ". Take a file of the same kind, depth, width and data, or change the spec's system");
    }
}
