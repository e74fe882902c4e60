package dev.hourglass.cli.api;

import java.net.URI;

/** Nobody answers where the tracker should be. */
public final class TrackerUnreachableException extends RuntimeException {

    TrackerUnreachableException(URI base, Throwable cause) {
        super(
                "no tracker answers at " + base + " (" + reason(cause)
                        + "); start one with 'hourglass up', or name another with --url or HOURGLASS_URL",
                cause);
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
