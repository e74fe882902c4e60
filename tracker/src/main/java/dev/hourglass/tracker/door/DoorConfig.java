package dev.hourglass.tracker.door;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Who may come in and how much they may bring. */
@ConfigMapping(prefix = "hourglass")
public interface DoorConfig {

    /** {@code open} or {@code required}; if not set, open on loopback and required on any other address. */
    Optional<SignIn> signIn();

    /** Where the token of the first admin is written, for its owner alone, when people must sign in and there are none. */
    @WithDefault("${user.home}/hourglass-first-token")
    String firstTokenFile();

    /** Where people sign in, a stream is closed after so long; the browser comes again, if it still may. */
    @WithDefault("15m")
    Duration streamLife();

    Limits limits();

    /** Of one request's body, in bytes. */
    interface Limits {
        @WithDefault("1048576")
        long json();

        /** Checkpoints and weights. */
        @WithDefault("4294967296")
        long blob();

        /** Event lines of published runs. */
        @WithDefault("1073741824")
        long log();
    }
}
