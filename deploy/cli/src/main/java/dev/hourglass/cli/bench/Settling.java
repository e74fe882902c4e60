package dev.hourglass.cli.bench;

import dev.hourglass.cli.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** A read model as it is some minutes after its runs ended: small chunks have become large ones, and PostgreSQL is tidy. */
final class Settling {

    /** Longer than the tracker's time from one look for small chunks to the next: what it says is as of its last look. */
    private static final Duration AT_REST = Duration.ofSeconds(8);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private Settling() {}

    /** @param report told if chunks still wait by then: what is measured next is measured beside that */
    static void await(Stack stack, Duration atMost, Consumer<String> report) throws InterruptedException {
        try (var asking = new Asking(stack.url());
                var model = new BenchReadModel(stack.jdbcUrl())) {
            if (!isAtRest(asking, atMost)) {
                report.accept("chunks are still being gathered after " + atMost.toSeconds()
                        + " s; what follows is measured beside that");
            }
            model.tidy();
        }
    }

    private static boolean isAtRest(Asking asking, Duration atMost) throws InterruptedException {
        long begin = System.nanoTime();
        long busy = begin;
        while (System.nanoTime() - begin < atMost.toNanos()) {
            if (isGathering(asking)) {
                busy = System.nanoTime();
            } else if (System.nanoTime() - busy > AT_REST.toNanos()) {
                return true;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return false;
    }

    private static boolean isGathering(Asking asking) {
        return new String(asking.get("/q/metrics"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("hourglass_chunks_waiting"))
                .anyMatch(line -> !line.endsWith(" 0.0"));
    }
}
