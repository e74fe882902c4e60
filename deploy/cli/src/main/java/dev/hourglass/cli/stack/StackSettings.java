package dev.hourglass.cli.stack;

import java.nio.file.Path;
import java.util.Optional;

/**
 * @param workers processes that train; 0 for none
 * @param port of the tracker; 0 for a free one
 * @param data where datasets are, besides the usual places
 * @param root the project's folder, with the tracker's build in it
 */
public record StackSettings(Home home, int workers, int port, Optional<Path> data, Path root) {

    public StackSettings {
        if (workers < 0 || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("workers " + workers + ", port " + port);
        }
    }
}
