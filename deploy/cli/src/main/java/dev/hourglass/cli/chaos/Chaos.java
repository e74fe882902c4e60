package dev.hourglass.cli.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.blob.FolderBlobStore;
import dev.hourglass.cli.CommandFailedException;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.cli.stack.Fleet;
import dev.hourglass.cli.stack.Member;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Kills and freezes the members of a fleet while made-up and real runs are under way; then lets all of them recover and compares,
 * to the bit, what there is with what there must be.
 */
public final class Chaos {

    private static final int WORKERS = 2;
    private static final int FAMILIES_PER_FAULT = 5;

    /** Longer than a session, so that others have taken over when it wakes. */
    private static final Duration FROZEN = Fleet.LOST_AFTER.plusSeconds(1);

    private static final Duration RECOVERY = Duration.ofMinutes(2);
    private static final Duration CATCHING_UP = Duration.ofMinutes(4);

    private final Fleet fleet;
    private final Path folder;
    private final long seed;
    private final Consumer<String> report;
    /** Found by whoever compares, several at a time. */
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

    private final TrainedRuns trained;
    private final SplittableRandom random;

    /**
     * @param fleet with two trackers; workers are started here
     * @param folder for what is trained beside it, to compare
     * @param report told what is done, one line each
     */
    public Chaos(Fleet fleet, Path folder, long seed, Consumer<String> report) {
        this.fleet = fleet;
        this.folder = folder;
        this.seed = seed;
        this.report = report;
        this.random = new SplittableRandom(seed);
        this.trained = new TrainedRuns(fleet.apis(), problems::add);
    }

    /**
     * @param faults at least so many
     * @param atLeast goes on for so long
     * @throws CommandFailedException that names the seed, if the fleet does not come back
     */
    public ChaosReport unleash(int faults, Duration atLeast) throws InterruptedException, IOException {
        try {
            return survived(faults, atLeast);
        } catch (RuntimeException e) {
            throw new CommandFailedException(
                    "with seed " + seed + ": " + (e.getMessage() == null ? e : e.getMessage()), e);
        }
    }

    private ChaosReport survived(int faults, Duration atLeast) throws InterruptedException, IOException {
        long begin = System.nanoTime();
        report.accept("chaos with seed " + seed);
        for (int i = 1; i <= WORKERS; i++) {
            fleet.startWorker("worker-" + i);
        }
        List<String> members = fleet.all().stream().map(Member::name).toList();
        int done = 0;
        MadeUpCheckpoint.storeAll(new FolderBlobStore(fleet.blobs()));
        try (var publishing = new Publishing(seed, fleet.kafkaAddress())) {
            for (int batch = 0; done < faults || seconds(begin) < atLeast.toSeconds(); batch++) {
                Iterator<Round> rounds =
                        Round.draw(seed + batch, members, faults).iterator();
                while (rounds.hasNext() && (done < faults || seconds(begin) < atLeast.toSeconds())) {
                    Round round = rounds.next();
                    done += round.faults();
                    report.accept("%4.0f s  %s".formatted(seconds(begin), round));
                    strike(round, publishing);
                }
            }
            Publishing.Published published = publishing.end();
            report.accept("%4.0f s  recovering".formatted(seconds(begin)));
            fleet.apis().forEach(this::awaitCaughtUp);
            Await.until("the trained runs are completed", CATCHING_UP, trained::areCompleted);
            fleet.apis().forEach(this::awaitCaughtUp);
            report.accept("%4.0f s  comparing".formatted(seconds(begin)));
            // Its twin is trained meanwhile, on the other core.
            CompletableFuture<Integer> comparedRuns = CompletableFuture.supplyAsync(
                    () -> trained.compare(folder),
                    task -> Thread.ofPlatform().daemon().start(task));
            MadeUpComparison.Compared compared =
                    new MadeUpComparison(seed, fleet.apis(), problems::add).compare(published.families());
            int runs = comparedRuns.join();
            boolean equal = problems.isEmpty();
            boolean verified = verify();
            return new ChaosReport(
                    seed,
                    done,
                    published.events(),
                    compared.runs(),
                    compared.points(),
                    runs,
                    equal,
                    verified,
                    seconds(begin),
                    problems);
        }
    }

    /** Returns when the fleet is at work again. */
    private void strike(Round round, Publishing publishing) {
        trained.keepBusy();
        publishing.allow(FAMILIES_PER_FAULT);
        rest(Duration.ofMillis(random.nextInt(300)));
        Member frozen = member(round.frozen());
        frozen.freeze();
        long since = System.nanoTime();
        for (String name : round.killed()) {
            rest(Duration.ofMillis(random.nextInt(500)));
            publishing.allow(FAMILIES_PER_FAULT);
            rest(Duration.ofMillis(random.nextInt(300)));
            Member killed = member(name);
            killed.kill();
            killed.launch();
        }
        rest(FROZEN.minusNanos(System.nanoTime() - since));
        frozen.thaw();
        recover();
    }

    private void recover() {
        for (Member member : fleet.all()) {
            if (!member.isAlive()) {
                problems.add(member.name() + " ended by itself with code "
                        + member.process().exitCode() + ": "
                        + member.process().failure("ended").getMessage());
                member.launch();
            }
        }
        Await.until("a tracker projects again", RECOVERY, () -> fleet.apis().stream()
                .anyMatch(Chaos::projects));
    }

    private static boolean projects(TrackerClient api) {
        try {
            JsonNode before = api.get("/projection");
            return before.path("caughtUp").booleanValue();
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private void awaitCaughtUp(TrackerClient api) {
        new ReadModelWatch(api, CATCHING_UP).awaitCaughtUp();
    }

    /** @return whether a read model built anew is the same, and every checkpoint's blob is whole */
    private boolean verify() {
        JsonNode projection = fleet.api().get("/projection");
        for (String none : List.of("deadLetters", "gaps")) {
            if (projection.path(none).longValue() != 0) {
                problems.add("there are " + none + ": " + projection.path(none));
            }
        }
        return new ReadModelWatch(fleet.api(), CATCHING_UP).verifyWithBlobs(problems::add);
    }

    private Member member(String name) {
        return fleet.all().stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
