package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.fuzz.Fuzz;
import dev.hourglass.cli.fuzz.FuzzReport;
import dev.hourglass.cli.stack.Fleet;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Other records and requests each time; {@code -Dhourglass.fuzz.seed=N} for those that were seen. */
@Tag("alone")
class FuzzTest {

    private static final int RECORDS = 10_000;
    private static final int REQUESTS = 1_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void what_is_broken_is_refused_or_a_dead_letter_and_what_is_healthy_stays_whole() throws Exception {
        long seed = Long.getLong("hourglass.fuzz.seed", new SecureRandom().nextInt(1_000_000));
        try (Fleet fleet = Fleet.start(folder, 1, "512m")) {
            FuzzReport report = new Fuzz(fleet, seed, System.out::println).run(RECORDS, REQUESTS);
            System.out.println(report);
            assertThat(report.problems()).as("with seed %d", seed).isEmpty();
            assertThat(report.verified()).isTrue();
            assertThat(report.records()).isGreaterThan(RECORDS);
            assertThat(report.deadLetters()).isPositive();
            assertThat(report.points()).isPositive();
        }
    }
}
