package dev.hourglass.cli.fuzz;

import dev.hourglass.cli.fuzz.OddRequests.Request;
import dev.hourglass.cli.fuzz.RawHttp.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Sends requests, several at a time, and judges the answers: none may be the server's own failure. */
final class Asking {

    private static final int AT_A_TIME = 8;
    private static final int UNAVAILABLE = 503;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** With what is no HTTP: a server may wait for the rest of it. */
    private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(2);

    private final OddRequests requests;
    private final RawHttp http;
    /** What was wrong by kind, with the first request that met it. */
    private final Map<String, String> wrong = new ConcurrentSkipListMap<>();

    Asking(OddRequests requests, URI base) {
        this.requests = requests;
        this.http = new RawHttp(base);
    }

    /** @param problem told of each kind of wrong answer once */
    void ask(int many, Consumer<String> problem) throws InterruptedException {
        var next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (int i = 0; i < AT_A_TIME; i++) {
                threads.execute(() -> {
                    for (int number = next.getAndIncrement(); number < many; number = next.getAndIncrement()) {
                        ask(number);
                    }
                });
            }
            threads.shutdown();
            threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }
        wrong.forEach((kind, first) -> problem.accept(kind + "; first: " + first));
    }

    private void ask(int number) {
        Request request = requests.get(number);
        String kind;
        try {
            Answer answer = http.send(
                    request.bytes(),
                    !request.route().streams() && request.isHttp(),
                    request.isHttp() ? PATIENCE : LITTLE_PATIENCE);
            if (isRight(answer, request.isHttp())) {
                return;
            }
            kind = answer.status() == 0 ? "no answer" : answer.whole() ? "status " + answer.status() : "half an answer";
        } catch (IOException e) {
            if (!request.isHttp()) {
                return;
            }
            kind = e.toString();
        }
        wrong.putIfAbsent(
                kind + " to " + request.route().method() + " " + request.route().path(),
                "request " + number + ": " + shown(request.bytes()));
    }

    private static boolean isRight(Answer answer, boolean isHttp) {
        if (!isHttp && answer.status() == 0) {
            return true;
        }
        boolean later = answer.status() == UNAVAILABLE && answer.retryAfter();
        return answer.whole() && answer.status() > 0 && (answer.status() < 500 || later);
    }

    private static String shown(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.substring(0, Math.min(text.length(), 1_500)).replaceAll("\\p{Cntrl}+", " ");
    }
}
