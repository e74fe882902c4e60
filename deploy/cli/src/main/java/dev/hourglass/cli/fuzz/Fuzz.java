package dev.hourglass.cli.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.CommandFailedException;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.cli.chaos.LogWriter;
import dev.hourglass.cli.chaos.MadeUpComparison;
import dev.hourglass.cli.chaos.MadeUpFamily;
import dev.hourglass.cli.chaos.Publishing;
import dev.hourglass.cli.chaos.ReadModelWatch;
import dev.hourglass.cli.stack.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Puts broken records into a fleet's log beside healthy ones, sends broken requests, and sees whether all is well after: the
 * tracker is the same process with the same bounded heap, every record that must be a dead letter is one and no other, the healthy
 * runs are whole, and a read model built anew is the same.
 */
public final class Fuzz {

    private static final int RECORDS_BESIDE_A_HEALTHY_FAMILY = 2_000;
    private static final int MOST_HEALTHY_FAMILIES = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final Fleet fleet;
    private final long seed;
    private final Consumer<String> report;
    private final ReadModelWatch watch;
    private final List<String> problems = new ArrayList<>();

    /** @param report told what is done, one line each */
    public Fuzz(Fleet fleet, long seed, Consumer<String> report) {
        this.fleet = fleet;
        this.seed = seed;
        this.report = report;
        this.watch = new ReadModelWatch(fleet.api(), PATIENCE);
    }

    /** @throws CommandFailedException that names the seed, if the tracker does not take it all in */
    public FuzzReport run(long records, int requests) throws InterruptedException {
        try {
            return survived(records, requests);
        } catch (RuntimeException e) {
            throw new CommandFailedException("with seed " + seed + ": " + e, e);
        }
    }

    private FuzzReport survived(long records, int requests) throws InterruptedException {
        long begin = System.nanoTime();
        long process = fleet.tracker().process().pid();
        report.accept("fuzz with seed " + seed);
        int families = (int) Math.clamp(1 + records / RECORDS_BESIDE_A_HEALTHY_FAMILY, 2, MOST_HEALTHY_FAMILIES);
        List<UUID> spoilt = publish(records, families);
        watch.awaitCaughtUp();
        report.accept("%4.0f s  all of the log is in the read model; asking".formatted(seconds(begin)));
        ask(requests, spoilt);
        report.accept("%4.0f s  comparing".formatted(seconds(begin)));
        watch.awaitCaughtUp();
        DeadLetterOracle oracle = DeadLetterOracle.read(fleet.kafkaAddress());
        compare(oracle.dead(), deadLetters());
        MadeUpComparison.Compared healthy = new MadeUpComparison(seed, fleet.apis(), problems::add).compare(families);
        boolean verified = watch.verify(problems::add);
        if (!fleet.tracker().isAlive() || fleet.tracker().process().pid() != process) {
            problems.add("the tracker ended");
        }
        return new FuzzReport(
                seed,
                oracle.records(),
                oracle.dead().size(),
                requests,
                healthy.runs(),
                healthy.points(),
                verified,
                seconds(begin),
                problems);
    }

    private List<UUID> publish(long records, int families) throws InterruptedException {
        try (var healthy = new Publishing(seed, fleet.kafkaAddress());
                var log = new LogWriter(fleet.kafkaAddress())) {
            healthy.allow(families);
            var broken = new BrokenRecords(seed, log::write);
            broken.tell(~seed, records);
            log.flush();
            healthy.end();
            return broken.runs();
        }
    }

    private void ask(int requests, List<UUID> spoilt) throws InterruptedException {
        List<String> readOnly = new MadeUpFamily(seed, 0)
                .tell(envelope -> {}).stream().map(run -> run.id().toString()).toList();
        var odd = new OddRequests(
                seed,
                Route.read(fleet.api()),
                spoilt.stream().limit(300).map(UUID::toString).toList(),
                readOnly);
        new Asking(odd, fleet.api().base()).ask(requests, problems::add);
    }

    private Set<String> deadLetters() {
        Set<String> all = new TreeSet<>();
        String after = "";
        do {
            JsonNode page = fleet.api()
                    .get("/dead-letters?limit=1000" + (after.isEmpty() ? "" : "&after=" + TrackerClient.encode(after)));
            page.path("deadLetters")
                    .forEach(letter -> all.add(letter.path("partition").asText() + ":"
                            + letter.path("offset").asText()));
            after = page.path("next").asText("");
        } while (!after.isEmpty());
        return all;
    }

    private void compare(Set<String> must, Set<String> are) {
        must.stream()
                .filter(place -> !are.contains(place))
                .limit(5)
                .forEach(place -> problems.add("record " + place + " is no dead letter, must be one"));
        are.stream()
                .filter(place -> !must.contains(place))
                .limit(5)
                .forEach(place -> problems.add("record " + place + " is a dead letter, must not be one"));
        long counted = fleet.api().get("/projection").path("deadLetters").longValue();
        if (counted != must.size()) {
            problems.add(counted + " dead letters are counted, must be " + must.size());
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
