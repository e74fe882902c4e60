package dev.hourglass.tracker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.publish.LogPosition;
import dev.hourglass.tracker.rebuild.RebuildJob;
import dev.hourglass.tracker.rebuild.RebuildJobs;
import dev.hourglass.tracker.series.Series;
import dev.hourglass.tracker.series.SeriesQuery;
import dev.hourglass.tracker.series.SeriesReader;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs that branch and are trashed, restored and purged at random, and a second opinion on who inherits what: the definition, told
 * run by run. Time goes on with every event, as it does for honest clocks.
 */
public final class Forest {

    /** Steps of each run's own, behind its branch step. */
    private static final int OWN = 5;

    private final Stack stack;
    private final Random random;
    private final List<Tree> trees = new ArrayList<>();
    private final List<LogPosition> said = new ArrayList<>();
    private Instant time;

    /** What the definition says of one run. */
    private static final class Tree {
        final Facts facts;
        final @Nullable Tree parent;
        final long from;
        final Instant created;
        boolean trashed;

        @Nullable
        Instant inheritUntil;

        Tree(Facts facts, @Nullable Tree parent, long from, Instant created) {
            this.facts = facts;
            this.parent = parent;
            this.from = from;
            this.created = created;
        }

        boolean purged() {
            return inheritUntil != null;
        }

        /** Whether it goes on from what its parent recorded. */
        boolean inherits() {
            return parent != null && (parent.inheritUntil == null || !created.isAfter(parent.inheritUntil));
        }

        /** Where what it shows begins. */
        long begin() {
            return parent != null && inherits() ? parent.begin() : from + 1;
        }
    }

    public Forest(Stack stack, long seed, Instant begin) {
        this.stack = stack;
        this.random = new Random(seed);
        this.time = Instant.ofEpochMilli(begin.toEpochMilli());
    }

    public Instant time() {
        return time;
    }

    /** So many things, into the log and through the projection. */
    public void happen(int things) {
        for (int i = 0; i < things; i++) {
            time = time.plusSeconds(60);
            if (trees.size() < 4 || random.nextInt(3) == 0) {
                grow();
            } else {
                tend(trees.get(random.nextInt(trees.size())));
            }
        }
        said.forEach(stack::await);
        said.clear();
    }

    private void grow() {
        Tree parent = trees.isEmpty() || random.nextInt(5) == 0 ? null : trees.get(random.nextInt(trees.size()));
        long from = parent == null ? 0 : parent.from + 1 + random.nextInt(OWN);
        var facts = new Facts(new UUID(random.nextLong(), random.nextLong()));
        var tree = new Tree(facts, parent, from, time);
        trees.add(tree);
        say(
                facts.created(
                        RunKind.QUEUED,
                        Facts.spec(""),
                        Optional.ofNullable(parent).map(p -> p.facts.branchPoint(1, from))),
                facts.started(1, Optional.empty(), from, parent != null),
                facts.points(1, 1, LongStream.rangeClosed(from + 1, from + OWN).toArray()),
                new Event.SpectrumRecorded(
                        facts.run, facts.origin(1, 2), Facts.clock(from + OWN), "J0", new double[] {2, 1}),
                new Event.LogRecorded(facts.run, facts.origin(1, 3), Facts.clock(from + OWN), "log"),
                facts.completed(1, 4, from + OWN));
    }

    private void tend(Tree tree) {
        UUID run = tree.facts.run;
        switch (random.nextInt(5)) {
            case 0 -> {
                say(new Event.RunRestored(run, "ada"));
                tree.trashed = false;
            }
            case 1, 2 -> {
                say(new Event.RunTrashed(run, "ada"));
                tree.trashed = true;
            }
            default -> {
                Instant until = time.plusSeconds(60L * random.nextInt(8));
                say(Event.RunPurged.of(run, until, "ada"));
                if (tree.trashed && !tree.purged()) {
                    tree.inheritUntil = until;
                }
            }
        }
    }

    private void say(Event... events) {
        said.add(stack.send(List.of(events).stream()
                .map(event ->
                        EventCodec.encode(Topics.EVENTS, new Envelope(UUID.randomUUID(), "tracker/test", time, event)))
                .toList()));
    }

    /**
     * A living run shows its own points and those it inherits; a purged one shows nothing.
     *
     * @param most how many runs are looked at, at random
     */
    public void check(int most) throws SQLException {
        var reader = new SeriesReader(stack.live);
        List<Tree> some = new ArrayList<>(trees);
        Collections.shuffle(some, random);
        for (Tree tree : some.subList(0, Math.min(most, some.size()))) {
            List<Series> series = reader.read(SeriesQuery.of(tree.facts.run, "nll"));
            if (tree.purged()) {
                assertThat(series).isEmpty();
            } else {
                assertThat(series.getFirst().steps())
                        .as("run %s from %s", tree.facts.run, tree.from)
                        .isEqualTo(LongStream.rangeClosed(tree.begin(), tree.from + OWN)
                                .toArray());
            }
        }
    }

    /** Of what counts for nothing no row is left; of what counts every one. */
    public void checkGone() {
        String counting = trees.stream()
                .filter(tree -> trees.stream().anyMatch(living -> !living.purged() && reaches(living, tree)))
                .map(tree -> tree.facts.run.toString())
                .sorted()
                .collect(Collectors.joining(" "));
        String all = trees.stream().map(tree -> tree.facts.run.toString()).collect(Collectors.joining(","));
        for (String table : List.of("series_chunk", "clock_chunk", "spectrum", "log_piece", "attempt")) {
            assertThat(stack.ask("select string_agg(run::text, ' ' order by run::text) from " + table
                            + " where run = any ('{" + all + "}'::uuid[])"))
                    .as(table)
                    .isEqualTo(counting);
        }
        assertThat(trees.stream().filter(Tree::purged)).as("purged runs").isNotEmpty();
    }

    private static boolean reaches(Tree from, Tree to) {
        return from == to || (from.parent != null && from.inherits() && reaches(from.parent, to));
    }

    /** A read model built anew from the log says the same. */
    public void checkRebuilt() {
        RebuildJob verify = new RebuildJobs(
                        stack.clients, stack.database, stack.live, stack.projected, Optional.empty())
                .start(RebuildJob.Kind.VERIFY);
        await().atMost(Duration.ofSeconds(120)).until(() -> verify.state() != RebuildJob.State.RUNNING);
        assertThat(verify.error()).isEmpty();
        assertThat(verify.result().orElseThrow().equal()).isTrue();
    }
}
