package dev.hourglass.tracker.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Header {@code Hourglass-Signature: t=<seconds>,v1=<hex>}, where v1 is the HMAC-SHA256 of {@code <seconds>.<body>}. The time is
 * signed too, so that the receiver can refuse an old message that somebody sends again.
 */
final class Signature {

    static final String HEADER = "Hourglass-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** @param seconds since 1970 */
    static String of(String body, long seconds, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] code = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(code);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
