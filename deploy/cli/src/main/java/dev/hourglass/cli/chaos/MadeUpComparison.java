package dev.hourglass.cli.chaos;

import dev.hourglass.cli.api.TrackerClient;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What trackers show of made-up runs, beside what was told to the log: told once more, it is compared to the bit. */
public final class MadeUpComparison {

    private final long seed;
    private final List<TrackerClient> apis;
    private final Consumer<String> problem;

    /**
     * @param seed of the families
     * @param apis asked in turn
     * @param problem told of each difference
     */
    public MadeUpComparison(long seed, List<TrackerClient> apis, Consumer<String> problem) {
        this.seed = seed;
        this.apis = List.copyOf(apis);
        this.problem = problem;
    }

    /** @param points that a reader must see, those of superseded attempts and of ancestors as often as they are shown */
    public record Compared(int runs, long points) {}

    /** Of the first so many families, beside each other. */
    public Compared compare(int families) {
        return IntStream.range(0, families)
                .parallel()
                .mapToObj(this::compareFamily)
                .reduce(new Compared(0, 0), (a, b) -> new Compared(a.runs + b.runs, a.points + b.points));
    }

    private Compared compareFamily(int number) {
        TrackerClient api = apis.get(number % apis.size());
        int runs = 0;
        long points = 0;
        for (MadeUpRun run : new MadeUpFamily(seed, number).tell(envelope -> {})) {
            points += compare(api, run, "made-up run " + run.id() + " of family " + number);
            runs++;
        }
        return new Compared(runs, points);
    }

    private long compare(TrackerClient api, MadeUpRun run, String named) {
        List<String> metrics = MadeUpRun.METRICS.stream().map(m -> m.name()).toList();
        String id = run.id().toString();
        SequencedMap<Points.At, Points.Is> expected = run.expected();
        compare(named + ", its points", expected, Points.read(api, id, metrics, true));
        compare(named + ", at a glance", run.expectedGlance(), Glance.read(api, id, metrics));
        long points = expected.size();
        for (var attempt : run.expectedOfAttempts().entrySet()) {
            compare(
                    named + ", attempt " + attempt.getKey(),
                    attempt.getValue(),
                    Points.ofAttempt(api, id, metrics, attempt.getKey().toString()));
            points += attempt.getValue().size();
        }
        return points;
    }

    private <K, V> void compare(String what, SequencedMap<K, V> must, SequencedMap<K, V> is) {
        if (!is.equals(must)) {
            told(what + ": there are " + is.size() + ", must be " + must.size() + "; first difference: "
                    + difference(must, is));
        }
    }

    private synchronized void told(String difference) {
        problem.accept(difference);
    }

    private static <K, V> String difference(SequencedMap<K, V> must, SequencedMap<K, V> is) {
        for (K key : must.keySet()) {
            if (!Objects.equals(must.get(key), is.get(key))) {
                return key + " is " + is.get(key) + ", must be " + must.get(key);
            }
        }
        return is.keySet().stream()
                .filter(key -> !must.containsKey(key))
                .findFirst()
                .map(Object::toString)
                .orElse("none");
    }
}
