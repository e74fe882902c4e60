package dev.hourglass.tracker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The tracker's own settings, by MicroProfile's names and precedence. */
@ConfigMapping(prefix = "hourglass")
public interface HourglassConfig {

    Kafka kafka();

    /** A run whose worker was silent for so long is lost. */
    @WithDefault("60s")
    Duration lostAfter();

    /** A run that nobody took from the queue is put there again after so long. */
    @WithDefault("30s")
    Duration offerAgainAfter();

    /** How long a run in the trash can be restored before it is purged. */
    @WithDefault("30d")
    Duration trashKeeps();

    /** Folder of the blobs: checkpoints, weights to start from. */
    Optional<String> blobs();

    /** Folder of training data, from which chorales begin; then HOURGLASS_DATA and the user's own folder are looked in. */
    Optional<String> data();

    /** What this tracker signs its events with, as {@code tracker/<name>}; the host's name if not set. */
    Optional<String> name();

    /** How to reach and lay out the log. */
    interface Kafka {
        @WithDefault("127.0.0.1:9092")
        String bootstrapServers();

        /** A properties file with Kafka's own settings of encryption and sign-in. */
        Optional<String> configFile();

        /** Partitions of the log, fixed when it is created. */
        @WithDefault("6")
        int partitions();

        @WithDefault("1")
        short replication();

        /** Another tracker takes over a tracker's partitions after so long a silence; brokers allow no less than 6 s. */
        @WithDefault("45s")
        Duration sessionTimeout();
    }
}
