package dev.hourglass.tracker.webhook;

import java.net.URI;
import java.time.Instant;

/** Where to, and what signs. */
record Hook(URI url, String secret, Instant setAt) {

    /** Never into a log. */
    @Override
    public String toString() {
        return "Hook[url=" + url + "]";
    }
}
