package dev.hourglass.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.CommandFailedException;
import dev.hourglass.cli.api.TrackerClient;
import dev.hourglass.cli.stack.Stack;
import dev.hourglass.cli.stack.StackSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How fast a tracker answers: loads made-up runs through the topic, starts everything anew so that nothing is warm that would not
 * be, and asks over HTTP. Loading is bounded in time: runs that are not in the read model by then are left out, and said.
 */
public final class QueryBench {

    private static final Duration LOADING = Duration.ofSeconds(150);
    private static final Duration GATHERING = Duration.ofMinutes(2);

    private static final String API = "/api/v1";

    private static final String PAGE = "/runs?filter=metrics.nll%20%3E%200.1&order=-metrics.nll&limit=100";

    private static final int COMPARED = 20;

    private final StackSettings settings;
    private final Consumer<String> report;

    public QueryBench(StackSettings settings, Consumer<String> report) {
        this.settings = settings;
        this.report = report;
    }

    /**
     * @param p95 of the answers after the warm-up, in ms
     * @param first the answer right after the start, in ms: nothing is compiled, read or planned yet
     */
    public record Times(double p95, double first) {}

    /**
     * @param times of each question
     * @param runs in the read model while it was asked
     */
    public record Answer(Map<String, Times> times, long runs) {}

    /** @throws InterruptedException if the thread was told to give up; what was started is ended then too */
    public Answer run() throws InterruptedException {
        try (Stack stack = Stack.on(settings, report)) {
            stack.start();
            load(stack);
        }
        report.accept("starting PostgreSQL, the tracker and Kafka anew");
        try (Stack stack = Stack.on(settings, report)) {
            stack.start();
            try (var tracker = Loading.client(stack)) {
                // What the topic still has may arrive meanwhile; asking beside that would measure both.
                Loading.caughtUp(tracker, Duration.ofSeconds(60));
                return ask(tracker);
            }
        }
    }

    private void load(Stack stack) throws InterruptedException {
        report.accept("loading 3,000,000 points, then " + Loading.LISTED);
        long end = System.nanoTime() + LOADING.toNanos();
        try (var loading = new Loading(stack)) {
            lineage(loading.runs());
            for (int i = 0; i < COMPARED; i++) {
                loading.runs().series("compared " + i, Optional.empty(), 99_999).end();
            }
            loading.list(end).forEach(MadeUpRuns.GoingOn::end);
            if (!loading.caughtUp(Duration.ofNanos(end - System.nanoTime()))) {
                report.accept(
                        "not all is in the read model after " + LOADING.toSeconds() + " s; going on with what is");
            }
            Settling.await(stack, GATHERING, report);
        }
    }

    /** A run of 1,000,000 points, three quarters of them from three ancestors. */
    private static void lineage(MadeUpRuns runs) {
        Optional<MadeUpRuns.Parent> parent = Optional.empty();
        for (int generation = 0; generation < 4; generation++) {
            long until = 250_000L * (generation + 1) - 1;
            runs.series("generation " + generation, parent, until).end();
            parent = Optional.of(new MadeUpRuns.Parent(MadeUpRuns.id("generation " + generation), until));
        }
    }

    private static Answer ask(TrackerClient tracker) {
        UUID youngest = MadeUpRuns.id("generation 3");
        String compared = IntStream.range(0, COMPARED)
                .mapToObj(i -> MadeUpRuns.id("compared " + i).toString())
                .collect(Collectors.joining(","));
        String stitched = "/runs/" + youngest + "/series?points=1000";
        String raw = "/runs/" + MadeUpRuns.id("compared 0") + "/series?points=raw&limit=100000";
        Map<String, String> questions = new LinkedHashMap<>();
        questions.put("stitchedMillion", API + stitched);
        questions.put("compareTwenty", API + "/compare?points=1000&runs=" + compared);
        questions.put("rawHundredThousand", API + raw);
        questions.put("firstPage", API + PAGE);
        Map<String, Times> times;
        try (var asking = new Asking(tracker.base())) {
            times = asking.times(questions);
        }
        // Afterwards, so that the first answer was the first.
        require(tracker.get(stitched), "/series/0/points", 1_000_000);
        require(tracker.get(raw), "/series/0/points", 100_000);
        long runs = 0;
        for (JsonNode experiment : tracker.get("/experiments")) {
            runs += experiment.path("runs").asLong();
        }
        return new Answer(times, runs);
    }

    private static void require(JsonNode answer, String at, long points) {
        if (answer.at(at).asLong() != points) {
            throw new CommandFailedException("a series of " + points + " points is not whole: the read model has "
                    + answer.at(at).asLong() + " of them; the machine was too busy to load them in time");
        }
    }
}
