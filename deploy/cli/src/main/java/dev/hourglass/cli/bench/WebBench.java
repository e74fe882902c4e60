package dev.hourglass.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hourglass.cli.CommandFailedException;
import dev.hourglass.cli.stack.Stack;
import dev.hourglass.cli.stack.StackSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * How fast the pages are: a stack of its own, made-up runs loaded through the topic, a headless browser that opens the pages with
 * an empty cache. Loading is bounded in time, and so is each of the browser's tasks.
 */
public final class WebBench {

    private static final Duration LOADING = Duration.ofMinutes(5);
    private static final Duration GATHERING = Duration.ofMinutes(4);

    private static final int COMPARED = 50;
    private static final int MANY = 1_000_000;
    private static final int FEW = 2_000;
    private static final int LIVE = 20;

    /**
     * The first openings warm up the tracker, not the browser, which begins each with nothing: a tracker that people use has been
     * up for days.
     */
    private static final int WARM_UP = 30;

    private static final int OPENINGS = 9;
    private static final int ROUNDS = 6;
    private static final int NEW_POINTS = 20;

    /** Longer than pages wait between two readings, so that a point meets any phase of that. */
    private static final int BETWEEN_POINTS_MS = 2_000;

    private final StackSettings settings;
    private final Consumer<String> report;

    /** @param report told what is going on, one line each */
    public WebBench(StackSettings settings, Consumer<String> report) {
        this.settings = settings;
        this.report = report;
    }

    /**
     * @param named the same with so many more names of metrics in the store, if that was asked for
     * @param liveHeapGrowthKB what a live page holds after an hour of updates beyond what it held before; of that page which grows most
     */
    public record Answer(WebFigures figures, Optional<WebFigures> named, double liveHeapGrowthKB) {}

    /** @param names of metrics, to measure with these too */
    public Answer run(OptionalInt names) throws InterruptedException {
        try (Stack stack = Stack.on(settings, report)) {
            stack.start();
            try (var loading = new Loading(stack, WebBench::learning)) {
                List<MadeUpRuns.GoingOn> live = live(loading);
                List<MadeUpRuns.GoingOn> others = others(loading);
                if (names.isEmpty()) {
                    others.forEach(MadeUpRuns.GoingOn::end);
                }
                settle(stack, loading);
                try (BenchBrowser browser = BenchBrowser.start(settings.root())) {
                    var pages = new Pages(stack.url());
                    WebFigures figures = measure(browser, pages, live);
                    Optional<WebFigures> named = Optional.empty();
                    if (names.isPresent()) {
                        name(
                                names.getAsInt(),
                                Stream.concat(live.stream(), others.stream()).toList());
                        settle(stack, loading);
                        named = Optional.of(measure(browser, pages, live));
                    }
                    return new Answer(figures, named, new LiveHour(browser, live, report).growthKB(pages));
                }
            }
        }
    }

    /** A loss that falls by a power law, with noise of some percent. */
    private static double learning(long step, double random) {
        return Math.pow(1 + step / 100.0, -0.3) * (0.97 + 0.06 * random);
    }

    private static List<MadeUpRuns.GoingOn> live(Loading loading) {
        return IntStream.range(0, LIVE)
                .mapToObj(i -> loading.runs().series("live " + i, Optional.empty(), FEW - 1))
                .toList();
    }

    private List<MadeUpRuns.GoingOn> others(Loading loading) {
        report.accept("loading %d runs of %,d points, then %s".formatted(COMPARED, MANY, Loading.LISTED));
        List<MadeUpRuns.GoingOn> all = new ArrayList<>();
        for (int i = 0; i < COMPARED; i++) {
            all.add(loading.runs().series("few " + i, Optional.empty(), FEW - 1));
            all.add(loading.runs().series("many " + i, Optional.empty(), MANY - 1));
        }
        all.addAll(loading.list(System.nanoTime() + LOADING.toNanos()));
        return all;
    }

    /** Each run measures once a few things that no other one measures. */
    private void name(int names, List<MadeUpRuns.GoingOn> runs) {
        report.accept("loading %,d names of metrics, of %,d runs".formatted(names, runs.size()));
        for (int i = 0; i < runs.size(); i++) {
            int first = (int) ((long) names * i / runs.size());
            int own = (int) ((long) names * (i + 1) / runs.size()) - first;
            if (own > 0) {
                runs.get(i).point(own, m -> "layer" + (first + m) % 97 + "/metric" + (first + m));
            }
        }
    }

    private void settle(Stack stack, Loading loading) throws InterruptedException {
        if (!loading.caughtUp(LOADING)) {
            throw new CommandFailedException("the made-up runs are not in the read model after " + LOADING.toSeconds()
                    + " s; the machine is too busy");
        }
        Settling.await(stack, GATHERING, report);
    }

    private WebFigures measure(BenchBrowser browser, Pages pages, List<MadeUpRuns.GoingOn> live)
            throws InterruptedException {
        double bytes = browser.ask(BenchBrowser.command("firstLoad").put("url", pages.runs()))
                .path("bytes")
                .asDouble();
        double runs = median("the list of runs", opened(browser, "rows", pages.runs(), 0));
        double frame = worstFrame(browser, pages.compare(COMPARED, i -> "few " + i));
        double compare = median(
                "%d runs of %,d points".formatted(COMPARED, MANY),
                opened(browser, "lines", pages.compare(COMPARED, i -> "many " + i), COMPARED));
        return new WebFigures(bytes / 1024, runs, frame, compare, pointToPixel(browser, pages, live));
    }

    private double[] opened(BenchBrowser browser, String what, String url, int lines) throws InterruptedException {
        ObjectNode command = BenchBrowser.command(what).put("url", url).put("lines", lines);
        double[] all =
                doubles(browser.ask(command.put("times", WARM_UP + OPENINGS))).toArray();
        said("first of all", Arrays.copyOf(all, 2));
        return Arrays.copyOfRange(all, WARM_UP, all.length);
    }

    private double worstFrame(BenchBrowser browser, String url) throws InterruptedException {
        JsonNode rounds = browser.ask(BenchBrowser.command("frames")
                .put("url", url)
                .put("lines", COMPARED)
                .put("times", ROUNDS));
        return median(
                "the longest frame of each round",
                doubles(rounds, "worstMs").skip(1).toArray());
    }

    /** From the producer, as a worker has it, over log, projection and stream to a chart with the lines of all live runs. */
    private double pointToPixel(BenchBrowser browser, Pages pages, List<MadeUpRuns.GoingOn> live)
            throws InterruptedException {
        browser.ask(BenchBrowser.command("watch").put("url", pages.live(live)).put("lines", live.size()));
        var random = new SplittableRandom(1);
        double[] all = new double[NEW_POINTS];
        // One run is ahead of the others, so that the chart reaches as far as its last point.
        MadeUpRuns.GoingOn first = live.getFirst();
        for (int i = 0; i < NEW_POINTS; i++) {
            Thread.sleep(random.nextInt(BETWEEN_POINTS_MS));
            long sent = System.currentTimeMillis();
            long step = first.more(1);
            all[i] = browser.ask(BenchBrowser.command("drawn").put("to", step)).asDouble() - sent;
        }
        return Stats.p95(said("a new point", all));
    }

    private double median(String what, double[] ms) {
        return Stats.median(said(what, ms));
    }

    private double[] said(String what, double[] ms) {
        report.accept(what + ", ms: "
                + DoubleStream.of(ms).sorted().mapToObj("%.0f"::formatted).collect(Collectors.joining(" ")));
        return ms;
    }

    private static DoubleStream doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).mapToDouble(JsonNode::asDouble);
    }

    private static DoubleStream doubles(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(each -> each.path(field).asDouble());
    }

    /** Addresses of the pages of one tracker. */
    record Pages(URI tracker) {

        String runs() {
            return tracker.resolve("/#/").toString();
        }

        String run(UUID run) {
            return tracker.resolve("/#/runs/" + run).toString();
        }

        String compare(int runs, IntFunction<String> name) {
            return compare(
                    IntStream.range(0, runs).mapToObj(name).map(MadeUpRuns::id).toList());
        }

        String live(List<MadeUpRuns.GoingOn> live) {
            return compare(live.stream().map(MadeUpRuns.GoingOn::id).toList());
        }

        private String compare(List<UUID> runs) {
            return tracker.resolve("/#/compare?runs="
                            + runs.stream().map(UUID::toString).collect(Collectors.joining(",")))
                    .toString();
        }
    }
}
