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
import java.util.List;

/** Asks one tracker the same question again and again, and takes the time until the answer's last byte is there. */
final class Asking implements AutoCloseable {

    /**
     * The first answers come from code that is not compiled yet, and share the cores with the compiler; what is told of them is the
     * first of all. A tracker that people use has answered more often than this.
     */
    private static final int WARM_UP = 150;

    private static final int ASKED = 100;
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final URI tracker;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Asking(URI tracker) {
        this.tracker = tracker;
    }

    /** Half of what there is time for is warm-up if that is less than the usual number. */
    QueryBench.Times times(String path) {
        long end = System.nanoTime() + AT_MOST.toNanos();
        List<Long> nanos = new ArrayList<>();
        do {
            long begin = System.nanoTime();
            get(path);
            nanos.add(System.nanoTime() - begin);
        } while (nanos.size() < WARM_UP + ASKED && System.nanoTime() < end);
        List<Long> counted = nanos.subList(Math.min(WARM_UP, nanos.size() / 2), nanos.size());
        List<Long> sorted = counted.stream().sorted().toList();
        return new QueryBench.Times(
                sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1) / 1e6, nanos.getFirst() / 1e6);
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
