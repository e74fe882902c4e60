package dev.hourglass.run;

import java.nio.file.Path;

/** Another process trains into the same folder. */
public final class FolderInUseException extends RuntimeException {

    FolderInUseException(Path file) {
        super(file + " is being written by another process; wait for its end, or choose another folder");
    }
}
