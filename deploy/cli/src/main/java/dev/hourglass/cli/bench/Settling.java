package dev.hourglass.cli.bench;

import dev.hourglass.cli.CommandFailedException;
import dev.hourglass.cli.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** A read model as it is some minutes after its runs ended: small chunks have become large ones, and PostgreSQL is tidy. */
final class Settling {

    private static final Duration PAUSE = Duration.ofMillis(200);

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

    /** Once a whole look for small chunks gathered none. */
    private static boolean isAtRest(Asking asking, Duration atMost) throws InterruptedException {
        long begin = System.nanoTime();
        Gathered last = Gathered.soFar(asking);
        while (System.nanoTime() - begin < atMost.toNanos()) {
            Thread.sleep(PAUSE);
            Gathered now = Gathered.soFar(asking);
            if (now.chunks != last.chunks) {
                last = now;
            } else if (now.looks >= last.looks + 2) { // of the first of them the beginning was not seen
                return true;
            }
        }
        return false;
    }

    private record Gathered(double looks, double chunks) {
        static Gathered soFar(Asking asking) {
            String metrics = new String(asking.get("/q/metrics"), StandardCharsets.UTF_8);
            return new Gathered(
                    value(metrics, "hourglass_chunks_looks_total "),
                    value(metrics, "hourglass_chunks_gathered_total "));
        }

        private static double value(String metrics, String name) {
            return metrics.lines()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                    .findFirst()
                    .orElseThrow(() -> new CommandFailedException("the tracker has no metric " + name.strip()));
        }
    }
}
