package dev.hourglass.run;

import java.nio.file.Path;

/** The folder holds runs of another spec than the one given. */
public final class OtherSpecException extends RuntimeException {

    OtherSpecException(Path folder, String source, String found) {
        super(folder + " holds runs of another spec than " + source + " (there: " + found
                + "); go on with that spec, or choose another folder");
    }
}
