package dev.hourglass.tracker.webhook;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;

/** Says one thing once. Follows no redirect: the address was chosen by an admin, and the secret is for that one. */
final class Sender implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final InstantSource time;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Sender(InstantSource time) {
        this.time = time;
    }

    /** @param text for people: the status, or what went wrong */
    record Result(boolean delivered, String text) {}

    Result send(Hook hook, String id, String event, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(hook.url())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Hourglass")
                .header("Hourglass-Delivery", id)
                .header("Hourglass-Event", event)
                .header(Signature.HEADER, Signature.of(body, time.instant().getEpochSecond(), hook.secret()))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            // What the receiver says besides its status is not read: it may be anything.
            HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
            boolean well = answer.statusCode() / 100 == 2;
            return new Result(well, "status " + answer.statusCode());
        } catch (IOException e) {
            return new Result(
                    false, String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
