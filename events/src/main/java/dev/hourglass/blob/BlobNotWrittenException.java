package dev.hourglass.blob;

import java.io.IOException;

/** A blob could not be stored whole: the disk is full, or the folder cannot be written. What was there before is untouched. */
public final class BlobNotWrittenException extends IOException {

    public BlobNotWrittenException(String folder, IOException cause) {
        super("cannot write a blob to " + folder + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
