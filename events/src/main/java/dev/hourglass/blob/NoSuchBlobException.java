package dev.hourglass.blob;

import java.io.IOException;

/** No blob of that name lies in the store. */
public final class NoSuchBlobException extends IOException {

    public NoSuchBlobException(String sha256, String location) {
        super("no blob " + sha256 + " at " + location);
    }
}
