package dev.hourglass.data;

import java.net.URI;
import java.nio.file.Path;

/** A dataset could not be downloaded. Nothing was left in the data folder. */
public final class DownloadFailedException extends DataException {

    DownloadFailedException(DatasetFile file, URI from, Path to, String reason) {
        super(message(file, from, to, reason));
    }

    DownloadFailedException(DatasetFile file, URI from, Path to, Throwable cause) {
        super(message(file, from, to, cause.toString()), cause);
    }

    private static String message(DatasetFile file, URI from, Path to, String reason) {
        return "The dataset %s could not be fetched from %s: %s. Try again, or put the file by hand at %s (SHA-256 %s)"
                .formatted(file.name(), from, reason, to, file.sha256());
    }
}
