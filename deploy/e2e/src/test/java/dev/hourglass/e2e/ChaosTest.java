package dev.hourglass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.chaos.Chaos;
import dev.hourglass.cli.chaos.ChaosReport;
import dev.hourglass.cli.stack.Fleet;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Another order of faults each time; {@code -Dhourglass.chaos.seed=N} for one that was seen. */
@Tag("alone")
class ChaosTest {

    private static final int FAULTS = 20;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void whatever_is_killed_or_frozen_every_point_counts_once_and_trained_runs_are_as_if_nothing_had_happened()
            throws Exception {
        long seed = Long.getLong("hourglass.chaos.seed", new SecureRandom().nextInt(1_000_000));
        try (Fleet fleet = Fleet.start(folder, 2, "512m")) {
            ChaosReport report = new Chaos(fleet, folder, seed, System.out::println).unleash(FAULTS, Duration.ZERO);
            System.out.println(report);
            assertThat(report.problems()).as("with seed %d", seed).isEmpty();
            assertThat(report.verified()).isTrue();
            assertThat(report.faults()).isGreaterThanOrEqualTo(FAULTS);
            assertThat(report.points()).isPositive();
            assertThat(report.trained()).isPositive();
        }
    }
}
