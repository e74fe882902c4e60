package dev.hourglass.blob;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;

/** Reads a blob and compares its SHA-256 with its name at the end. */
final class CheckedBlobStream extends DigestInputStream {

    private final String sha256;
    private final String location;
    private boolean checked;

    CheckedBlobStream(InputStream in, String sha256, String location) {
        super(in, Sha256.digest());
        this.sha256 = sha256;
        this.location = location;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value < 0) {
            check();
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count < 0) {
            check();
        }
        return count;
    }

    private void check() throws IOException {
        if (checked) { // reading the digest resets it, so only the first end counts
            return;
        }
        checked = true;
        String found = HexFormat.of().formatHex(getMessageDigest().digest());
        if (!found.equals(sha256)) {
            throw new DamagedBlobException(sha256, found, location);
        }
    }
}
