package dev.hourglass.cli.chaos;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A made-up run and its branches, speaking in turns. The same seed and number say the same again: what was published is not kept,
 * but told once more when it is compared.
 */
public record MadeUpFamily(long seed, int number) {

    private static final int TURNS = 160;
    private static final int MOST_RUNS = 5;
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    /** @return the runs, as they are when all has been said */
    public List<MadeUpRun> tell(Consumer<Envelope> to) {
        var random = new SplittableRandom(seed * 1_000_003 + number);
        var telling = new Telling(random, to);
        List<MadeUpRun> runs = new ArrayList<>();
        runs.add(telling.begin(MadeUpRun.root(random.split())));
        for (int turn = 0; turn < TURNS; turn++) {
            MadeUpRun run = runs.get(random.nextInt(runs.size()));
            int what = random.nextInt(100);
            if (what < 4) {
                telling.say(run.resumed());
            } else if (what < 14) {
                telling.say(run.saved());
            } else if (what < 20
                    && runs.size() < MOST_RUNS
                    && !run.checkpoints().isEmpty()) {
                var from =
                        run.checkpoints().get(random.nextInt(run.checkpoints().size()));
                runs.add(telling.begin(MadeUpRun.branch(random.split(), from)));
            } else if (what < 24) {
                telling.say(run.stale());
            } else if (what < 28) {
                telling.repeat();
            } else {
                telling.say(run.measured());
            }
        }
        runs.forEach(run -> telling.say(run.completed()));
        return runs;
    }

    private static final class Telling {
        private final SplittableRandom random;
        private final Consumer<Envelope> to;
        private Envelope last =
                new Envelope(new UUID(0, 0), "chaos", TIME, new Event.PauseRequested(new UUID(0, 0), "nobody"));

        Telling(SplittableRandom random, Consumer<Envelope> to) {
            this.random = random.split();
            this.to = to;
        }

        MadeUpRun begin(MadeUpRun run) {
            say(run.created());
            say(run.started());
            return run;
        }

        void say(Event event) {
            last = new Envelope(new UUID(random.nextLong(), random.nextLong()), "chaos", TIME, event);
            to.accept(last);
        }

        /** As a producer does that was not told of its success. */
        void repeat() {
            to.accept(last);
        }
    }
}
