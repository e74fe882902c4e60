package dev.hourglass.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hourglass.dynamics.Sgd;
import dev.hourglass.engine.Kernels;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int STEPS = 50;

    /** Until the compiler has done its work, vectors and native calls do allocate; so this waits for the first rounds without. */
    @ParameterizedTest
    @CsvSource({
        "openblas, STALE",
        "openblas, EXACT",
        "vector, STALE",
        "vector, EXACT",
        "ejml, STALE",
        "ejml, STALE_LAST"
    })
    void a_step_comes_to_allocate_nothing(String kernel, DeltaRule rule) {
        var streams = new RandomStreams(3);
        ChordSequences chords = RandomChords.of(streams.stream(Purpose.SAMPLING), 40, 30, 30, 12, 12, 12);
        var network = new DeepRecurrent(
                chords, 2, 16, rule, Kernels.named(kernel).kernel(), streams.stream(Purpose.INITIAL_WEIGHTS));
        var sgd = new Sgd(network, 1e-3, 50, streams.stream(Purpose.MINIBATCHES));
        Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
        long allocated;
        do {
            allocated = allocated(sgd);
        } while (allocated > 0 && Instant.now().isBefore(deadline));
        assertThat(allocated).as("bytes in %d steps", STEPS).isZero();
    }

    private static long allocated(Sgd sgd) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int step = 0; step < STEPS; step++) {
            sgd.step();
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
