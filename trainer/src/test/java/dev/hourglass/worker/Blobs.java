package dev.hourglass.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** How training goes, seen by the checkpoints it leaves: they come whether Kafka is there or not. */
final class Blobs {

    private Blobs() {}

    static long count(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) { // a temporary file that went away meanwhile
            return count(folder);
        }
    }

    /** No new checkpoint for some seconds. */
    static final class Still implements BooleanSupplier {
        private static final Duration SOME = Duration.ofSeconds(3);

        private final Path folder;
        private long count = -1;
        private long since;

        Still(Path folder) {
            this.folder = folder;
        }

        @Override
        public boolean getAsBoolean() {
            long now = count(folder);
            if (now != count) {
                count = now;
                since = System.nanoTime();
            }
            return System.nanoTime() - since > SOME.toNanos();
        }
    }
}
