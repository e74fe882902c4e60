package dev.hourglass.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What pages that stay open keep. An hour of 20 runs (points every two seconds, a heartbeat every five) is sent within some seventy
 * seconds, and the pages' timers run as much faster, so that they read and draw as often as in the whole hour.
 */
final class LiveHour {

    private static final int SPEED = 50;
    private static final int SECONDS = 3_600;
    private static final int WARM_UP_SECONDS = 600;
    private static final int POINTS_EVERY = 2;
    private static final int HEARTBEAT_EVERY = 5;
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final BenchBrowser browser;
    private final List<MadeUpRuns.GoingOn> runs;
    private final Consumer<String> report;

    LiveHour(BenchBrowser browser, List<MadeUpRuns.GoingOn> runs, Consumer<String> report) {
        this.browser = browser;
        this.runs = runs;
        this.report = report;
    }

    /** Of the list of runs, the comparison of all that live, and the page of one of them: of that which grows most. */
    double growthKB(WebBench.Pages pages) throws InterruptedException {
        ObjectNode command = BenchBrowser.command("live").put("speed", SPEED);
        ArrayNode urls = command.putArray("urls");
        urls.addObject().put("url", pages.runs()).put("what", "rows").put("least", 10);
        urls.addObject().put("url", pages.live(runs)).put("what", "lines").put("least", runs.size());
        urls.addObject()
                .put("url", pages.run(runs.getFirst().id()))
                .put("what", "lines")
                .put("least", 1);
        browser.ask(command);
        send(WARM_UP_SECONDS);
        JsonNode before = settledHeap();
        send(SECONDS);
        JsonNode after = settledHeap();
        double growth = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < before.size(); i++) {
            growth = Math.max(growth, told(before.path(i), after.path(i)));
        }
        return growth;
    }

    private JsonNode settledHeap() throws InterruptedException {
        Thread.sleep(SETTLING);
        return browser.ask(BenchBrowser.command("heap"));
    }

    private double told(JsonNode before, JsonNode after) {
        double kb = (after.path("bytes").asDouble() - before.path("bytes").asDouble()) / 1024;
        report.accept("heap %,.0f KB and %+,.0f KB after an hour, nodes %d and %+d, listeners %d and %+d: %.60s"
                .formatted(
                        before.path("bytes").asDouble() / 1024,
                        kb,
                        before.path("nodes").asInt(),
                        after.path("nodes").asInt() - before.path("nodes").asInt(),
                        before.path("listeners").asInt(),
                        after.path("listeners").asInt()
                                - before.path("listeners").asInt(),
                        before.path("url").asText()));
        return kb;
    }

    private void send(int seconds) throws InterruptedException {
        long begin = System.nanoTime();
        for (int second = 0; second < seconds; second++) {
            for (MadeUpRuns.GoingOn run : runs) {
                if (second % POINTS_EVERY == 0) {
                    run.more(POINTS_EVERY);
                }
                if (second % HEARTBEAT_EVERY == 0) {
                    run.heartbeat();
                }
            }
            long ahead = begin + second * 1_000_000_000L / SPEED - System.nanoTime();
            if (ahead > 0) {
                Thread.sleep(Duration.ofNanos(ahead));
            }
        }
    }
}
