package dev.hourglass.tracker.door;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Who may come in and how much they may bring. */
@ConfigMapping(prefix = "hourglass")
public interface DoorConfig {

    /** What clients send as {@code Authorization: Bearer ...}; needed where others on the network can reach the tracker. */
    Optional<String> token();

    /** Lets everybody in who can reach the port, without a token. */
    @WithDefault("false")
    boolean openOnNetwork();

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
