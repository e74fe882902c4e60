package dev.hourglass.blob;

import java.io.IOException;

/** The bytes under a blob's name are not the ones that gave it the name. */
public final class DamagedBlobException extends IOException {

    public DamagedBlobException(String sha256, String found, String location) {
        super("the blob at " + location + " is damaged: its content has the SHA-256 " + found + ", its name says "
                + sha256 + "; restore it from a backup, or go on from another checkpoint");
    }
}
