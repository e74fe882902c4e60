package dev.hourglass.cli.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a tracker by asking its health. */
final class Readiness {

    private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(200);

    private Readiness() {}

    /**
     * @param alive whether waiting still makes sense
     * @return whether the tracker said it is ready in time
     */
    static boolean await(URI base, BooleanSupplier alive, Duration atMost) {
        HttpRequest health = HttpRequest.newBuilder(base.resolve("/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long end = System.nanoTime() + atMost.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (alive.getAsBoolean()
                    && System.nanoTime() - end < 0
                    && !Thread.currentThread().isInterrupted()) {
                if (answersWell(http, health)) {
                    return true;
                }
                LockSupport.parkNanos(EVERY);
            }
        }
        return false;
    }

    private static boolean answersWell(HttpClient http, HttpRequest health) {
        try {
            return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
