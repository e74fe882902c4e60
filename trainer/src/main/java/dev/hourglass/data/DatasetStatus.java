package dev.hourglass.data;

import dev.hourglass.blob.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What became of looking for one dataset's file. */
public sealed interface DatasetStatus {

    DatasetFile file();

    /** In none of the data folders. */
    record Absent(DatasetFile file) implements DatasetStatus {}

    /** Found, and every byte is right. */
    record Whole(DatasetFile file, Path path) implements DatasetStatus {}

    /** Found, but another file than the registered one. */
    record Damaged(DatasetFile file, Path path, String sha256) implements DatasetStatus {}

    /** Found, but not readable. */
    record Unreadable(DatasetFile file, Path path, String reason) implements DatasetStatus {}

    /** Reads the file at the path. */
    static DatasetStatus of(DatasetFile file, Path path) {
        try {
            String found = Sha256.hex(Files.readAllBytes(path));
            return found.equals(file.sha256()) ? new Whole(file, path) : new Damaged(file, path, found);
        } catch (IOException e) {
            return new Unreadable(file, path, e.toString());
        }
    }
}
