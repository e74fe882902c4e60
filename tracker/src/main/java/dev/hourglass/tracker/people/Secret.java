package dev.hourglass.tracker.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What is shown once and never kept. 256 random bits cannot be guessed, nor guessed back from their SHA-256, so a slow hash with
 * salt, made for what people think up, would only slow every request. The prefix lets scanners of source code find a leaked one.
 */
record Secret(String text) {

    static final String TOKEN = "hg_";
    static final String SESSION = "hgs_";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    static Secret random(String prefix) {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Never into a log. */
    @Override
    public String toString() {
        return "a secret";
    }
}
