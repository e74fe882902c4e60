package dev.hourglass.tracker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SenderTest {

    @Test
    void who_begins_an_answer_and_does_not_end_it_was_not_told_and_holds_nobody() throws Exception {
        var done = new CountDownLatch(1);
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        receiver.start();
        URI url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort());
        try (var sender = new Sender(InstantSource.system(), Duration.ofMillis(500))) {
            var hook = new Hook(url, "a-long-enough-secret", Instant.EPOCH);
            assertThat(sender.send(hook, "id", "lost", "{}"))
                    .isEqualTo(new Sender.Result(false, "no whole answer within 500 ms"));
        } finally {
            done.countDown();
            receiver.stop(0);
        }
    }
}
