package dev.hourglass.tracker.webhook;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Says one thing once. Follows no redirect: the address was chosen by an admin, and the secret is for that one. */
final class Sender implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final InstantSource time;
    private final Duration patience;
    private final HttpClient http;

    Sender(InstantSource time) {
        this(time, PATIENCE);
    }

    /** @param patience for the whole answer */
    Sender(InstantSource time, Duration patience) {
        this.time = time;
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @param text for people: the status, or what went wrong */
    record Result(boolean delivered, String text) {}

    Result send(Hook hook, String id, String event, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(hook.url())
                .header("Content-Type", "application/json")
                .header("User-Agent", "Hourglass")
                .header("Hourglass-Delivery", id)
                .header("Hourglass-Event", event)
                .header(Signature.HEADER, Signature.of(body, time.instant().getEpochSecond(), hook.secret()))
                .POST(BodyPublishers.ofString(body))
                .build();
        // What the receiver says besides its status is not kept: it may be anything.
        CompletableFuture<HttpResponse<Void>> asked = http.sendAsync(request, BodyHandlers.discarding());
        try {
            // The request's own timeout would end with the answer's head, and its body may never end.
            HttpResponse<Void> answer = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            boolean well = answer.statusCode() / 100 == 2;
            return new Result(well, "status " + answer.statusCode());
        } catch (TimeoutException e) {
            return new Result(false, "no whole answer within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            return new Result(false, why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage());
        } finally {
            asked.cancel(true); // frees the connection, if it is not over
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
