package dev.hourglass.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.CommandFailedException;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.cli.stack.Stack;
import dev.hourglass.cli.stack.StackSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * How fast the projection is: fills the log while there is no tracker, starts one, and takes the time from when it is given the
 * partitions to when PostgreSQL has committed the last record. Then has the read model built anew beside live traffic. Where the
 * machine is too slow for all of it, what was done in the time given counts.
 */
public final class IngestBench {

    /** Points of the first measurement: some twenty seconds, so that what counts is not how a JVM warms up. */
    public static final int POINTS = 48_000_000;

    /** As long, for the same reason. */
    private static final int CHATTY_EVENTS_PER_RUN = 72_000;

    /** Live traffic during the rebuild, so many events of 20 runs each second. */
    private static final int LIVE_EVENTS_PER_RUN = 50;

    private static final Duration BETWEEN_LIVE_EVENTS = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration GATHERING = Duration.ofMinutes(3);
    private static final Duration START = Duration.ofMinutes(2);

    /** Of one measurement, with no more than {@link #POINTS}. */
    private static final Duration MOST = Duration.ofSeconds(45);

    private final StackSettings settings;
    private final Consumer<String> report;
    private final IngestLoad gathered;
    private final Duration most;
    private long inLog;

    /**
     * @param points of the first measurement and of the rebuild, at least; the time they may take grows with them
     * @param report told what is going on, one line each
     */
    public IngestBench(StackSettings settings, int points, Consumer<String> report) {
        this.settings = settings;
        this.report = report;
        gathered = IngestLoad.wide(points);
        most = MOST.multipliedBy(Math.ceilDiv(points, POINTS));
    }

    /** @throws InterruptedException if the thread was told to give up; what was started is ended then too */
    public IngestMeasurement measure() throws InterruptedException {
        Wide wide = onTheLog(gathered, (done, stack, log, model) -> {
            Settling.await(stack, GATHERING, report);
            double bytes = model.bytes() / (gathered.points() * done.share());
            Done rebuilt = said("built anew", rebuild(stack, log, model));
            return new Wide(gathered.points() * done.aSecond(), bytes, gathered.points() * rebuilt.aSecond());
        });
        IngestLoad single = IngestLoad.chatty("chatty", CHATTY_EVENTS_PER_RUN);
        double events = onTheLog(single, (done, stack, log, model) -> single.events() * done.aSecond());
        return new IngestMeasurement(wide.pointsPerSecond, events, wide.bytesPerPoint, wide.rebuildPointsPerSecond);
    }

    private record Wide(double pointsPerSecond, double bytesPerPoint, double rebuildPointsPerSecond) {}

    /** @param share of what was to be done; 1: all of it */
    private record Done(double share, double seconds) {
        double aSecond() {
            return share / seconds;
        }
    }

    private Done said(String what, Done done) {
        report.accept("%s in %.1f s%s"
                .formatted(what, done.seconds, done.share < 1 ? ", to %.0f %%".formatted(100 * done.share) : ""));
        return done;
    }

    private interface Then<T> {
        T measured(Done done, Stack stack, BenchLog log, BenchReadModel model) throws InterruptedException;
    }

    private <T> T onTheLog(IngestLoad load, Then<T> then) throws InterruptedException {
        try (Stack stack = Stack.on(settings, report)) {
            stack.startServers();
            try (var log = new BenchLog(stack.record().kafka());
                    var model = new BenchReadModel(stack.jdbcUrl())) {
                report.accept("filling the log: " + load.events() + " events, " + load.points() + " points");
                log.make();
                long before = model.passed();
                add(log, load);
                report.accept("starting the tracker");
                CompletableFuture<Void> started = CompletableFuture.runAsync(stack::startPrograms);
                if (!within(START, () -> started.isCompletedExceptionally() || log.isConsumed())) {
                    throw new CommandFailedException("the tracker did not begin within " + START.toSeconds() + " s");
                }
                long begin = System.nanoTime();
                within(most, () -> model.passed() >= inLog);
                double share = Math.min(1, (double) (model.passed() - before) / (inLog - before));
                Done done = said("projected", new Done(share, secondsSince(begin)));
                started.join();
                return then.measured(done, stack, log, model);
            }
        }
    }

    private void add(BenchLog log, IngestLoad load) {
        log.fill(load);
        inLog += load.events();
    }

    /** Until the new read model takes the old one's place. */
    private Done rebuild(Stack stack, BenchLog log, BenchReadModel model) throws InterruptedException {
        String before = model.live();
        long begin = System.nanoTime();
        try (var client = new TrackerClient(stack.url(), Optional.of("bench"), Optional.empty())) {
            String path = "/projection/jobs/"
                    + client.post("/projection/rebuild").path("id").asText();
            for (int round = 0; secondsSince(begin) < most.toSeconds(); round++) {
                add(log, IngestLoad.chatty("live" + round, LIVE_EVENTS_PER_RUN));
                if (within(BETWEEN_LIVE_EVENTS, () -> !model.live().equals(before))) {
                    return new Done(1, secondsSince(begin));
                }
                String error = client.get(path).path("error").asText();
                if (!error.isEmpty()) {
                    throw new CommandFailedException("the rebuild failed: " + error);
                }
            }
            JsonNode job = client.get(path);
            double share = job.path("recordsDone").asDouble()
                    / job.path("recordsTotal").asDouble(1);
            return new Done(share, secondsSince(begin));
        }
    }

    private interface Condition {
        boolean holds() throws InterruptedException;
    }

    private static boolean within(Duration atMost, Condition condition) throws InterruptedException {
        long begin = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - begin > atMost.toNanos()) {
                return false;
            }
            Thread.sleep(LOOK);
        }
        return true;
    }

    private static double secondsSince(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
