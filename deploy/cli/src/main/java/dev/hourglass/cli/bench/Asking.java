package dev.hourglass.cli.bench;

import dev.hourglass.cli.CommandFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Asks one tracker the same questions again and again, and takes the time until an answer's last byte is there. */
final class Asking implements AutoCloseable {

    /**
     * How often all is asked before it counts. At first code is interpreted, then compiled beside the answers, on the same cores;
     * a tracker that people use has answered more often than this. What is told of that time is the first answers.
     */
    private static final int WARM_UP = 300;

    private static final Duration WARM_UP_AT_MOST = Duration.ofSeconds(60);

    private static final int ASKED = 100;
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final URI tracker;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Asking(URI tracker) {
        this.tracker = tracker;
    }

    /**
     * @param paths by what their times are called, each from the root, as {@code /api/v1/runs}
     * @return in the same order
     */
    Map<String, QueryBench.Times> times(Map<String, String> paths) {
        Map<String, Long> first = new LinkedHashMap<>();
        paths.forEach((name, path) -> first.put(name, nanos(path)));
        long end = System.nanoTime() + WARM_UP_AT_MOST.toNanos();
        for (int round = 0; round < WARM_UP && System.nanoTime() < end; round++) {
            paths.values().forEach(this::get);
        }
        Map<String, QueryBench.Times> times = new LinkedHashMap<>();
        first.forEach((name, nanos) ->
                times.put(name, new QueryBench.Times(p95(Objects.requireNonNull(paths.get(name))), nanos / 1e6)));
        return times;
    }

    private double p95(String path) {
        long end = System.nanoTime() + AT_MOST.toNanos();
        List<Long> nanos = new ArrayList<>();
        do {
            nanos.add(nanos(path));
        } while (nanos.size() < ASKED && System.nanoTime() < end);
        Collections.sort(nanos);
        return nanos.get((int) Math.ceil(0.95 * nanos.size()) - 1) / 1e6;
    }

    private long nanos(String path) {
        long begin = System.nanoTime();
        get(path);
        return System.nanoTime() - begin;
    }

    /** @param path from the root, as {@code /api/v1/runs} */
    byte[] get(String path) {
        try {
            HttpResponse<byte[]> answer =
                    http.send(HttpRequest.newBuilder(tracker.resolve(path)).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new CommandFailedException("the tracker answers " + answer.statusCode() + " to " + path + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (IOException e) {
            throw new CommandFailedException("the tracker at " + tracker + " does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
