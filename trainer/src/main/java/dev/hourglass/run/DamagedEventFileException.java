package dev.hourglass.run;

import java.nio.file.Path;

/** A line in the middle of a file of events is none. */
public final class DamagedEventFileException extends RuntimeException {

    DamagedEventFileException(Path file, int line, Exception cause) {
        super(
                file + " is damaged, line " + line + ": " + cause.getMessage()
                        + "; restore it from a copy, or train into another folder",
                cause);
    }
}
