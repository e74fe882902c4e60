package dev.hourglass.data;

import java.nio.file.Path;

/** A file stands where a dataset should be, but its bytes are not the dataset's. */
public final class DatasetDamagedException extends DataException {

    DatasetDamagedException(DatasetFile file, Path path, String found) {
        super("""
                %s is not the dataset %s: its SHA-256 is %s, it must be %s. Remove the file and run: hourglass data fetch %s""".formatted(path, file.name(), found, file.sha256(), file.name()));
    }

    DatasetDamagedException(DatasetFile file, Path path, Throwable cause) {
        super(
                "%s cannot be read (%s). Mend its permissions, or remove it and run: hourglass data fetch %s"
                        .formatted(path, cause, file.name()),
                cause);
    }
}
