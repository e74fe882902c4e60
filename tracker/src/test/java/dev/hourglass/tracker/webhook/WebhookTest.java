package dev.hourglass.tracker.webhook;

import static dev.hourglass.tracker.testing.Api.get;
import static dev.hourglass.tracker.testing.Api.post;
import static dev.hourglass.tracker.testing.Api.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.hourglass.events.Event;
import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.people.SettingsStore;
import dev.hourglass.tracker.projection.ProjectionStatus;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.publish.LogPosition;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class WebhookTest {

    private static final String SECRET = "a-long-enough-secret";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    EventPublisher publisher;

    @Inject
    KafkaClients kafka;

    @Inject
    WebhookStore store;

    @Inject
    LiveReadModel live;

    @Inject
    ProjectionStatus status;

    @Inject
    SettingsStore settings;

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer receiver;

    private record Call(String body, String signature, String delivery, String event) {
        boolean isOf(UUID run) {
            return body.contains(run.toString());
        }
    }

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            calls.add(new Call(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders().getFirst("Hourglass-Signature"),
                    exchange.getRequestHeaders().getFirst("Hourglass-Delivery"),
                    exchange.getRequestHeaders().getFirst("Hourglass-Event")));
            exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 503 : 204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
        given().delete("/api/v1/webhook").then().statusCode(204);
    }

    @Test
    void what_ends_is_told_signed_and_again_until_it_is_heard_and_never_the_past() {
        var before = new Facts(UUID.randomUUID());
        say(before.created(), before.started(1, 0), failed(before, "before there was a webhook"));
        set(url()).then().statusCode(200);
        failures.set(1);
        var facts = new Facts(UUID.randomUUID());
        UUID id = say(facts.created(), facts.started(1, 0), failed(facts, "diverged"));
        await().atMost(PATIENCE).until(() -> "delivered".equals(delivery(id).getString("state")));
        assertThat(delivery(id).getInt("attempts")).isEqualTo(2);
        assertThat(delivery(id).getString("lastResult")).isEqualTo("status 204");
        List<Call> told = calls.stream().filter(call -> call.isOf(facts.run)).toList();
        assertThat(told).hasSize(2).extracting(Call::delivery).containsOnly(id.toString());
        assertThat(told).extracting(Call::event).containsOnly("failed");
        Call last = told.getLast();
        long seconds = Long.parseLong(last.signature().replaceFirst("t=(\\d+),.*", "$1"));
        assertThat(last.signature()).isEqualTo(Signature.of(last.body(), seconds, SECRET));
        assertThat(JsonPath.from(last.body()).getString("run.id")).isEqualTo(facts.run.toString());
        assertThat(JsonPath.from(last.body()).getString("reason")).isEqualTo("diverged");
        assertThat(calls).noneMatch(call -> call.isOf(before.run));
    }

    @Test
    void two_trackers_one_of_which_ends_find_each_end_once_and_old_deliveries_are_forgotten() throws SQLException {
        set(url()).then().statusCode(200);
        var old = new Facts(UUID.randomUUID());
        UUID forgotten = say(old.created(), old.started(1, 0), failed(old, "long ago"));
        await().atMost(PATIENCE)
                .until(() -> "delivered".equals(delivery(forgotten).getString("state")));
        settings.transaction(tx -> tx.update(
                "update settings.webhook_delivery set last_at = now() - interval '91 days' where id = ?", forgotten));
        List<UUID> ends = new ArrayList<>();
        try (var other = new Webhooks(kafka, store, live, status)) {
            other.start();
            for (int i = 0; i < 5; i++) {
                ends.add(completed());
            }
        }
        for (int i = 0; i < 5; i++) {
            ends.add(completed());
        }
        for (UUID end : ends) {
            await().atMost(PATIENCE)
                    .until(() -> "delivered".equals(delivery(end).getString("state")));
        }
        assertThat(calls)
                .filteredOn(call -> call.event().equals("completed"))
                .extracting(Call::delivery)
                .containsAll(ends.stream().map(UUID::toString).toList());
        List<String> kept = get("/webhook/deliveries?limit=1000").getList("deliveries.id");
        assertThat(kept).doesNotHaveDuplicates().doesNotContain(forgotten.toString());
    }

    @Test
    void a_receiver_that_never_hears_is_given_up_and_says_so() throws SQLException {
        set(url()).then().statusCode(200);
        failures.set(Integer.MAX_VALUE);
        UUID deaf = completed();
        await().atMost(PATIENCE).until(() -> "status 503".equals(delivery(deaf).getString("lastResult")));
        assertThat(delivery(deaf).getString("state")).isEqualTo("waiting");
        settings.transaction(tx -> tx.update(
                "update settings.webhook_delivery set found_at = now() - interval '25 hours', next_at = now() where id = ?",
                deaf));
        await().atMost(PATIENCE).until(() -> "given-up".equals(delivery(deaf).getString("state")));
        assertThat(delivery(deaf).getString("lastResult")).isEqualTo("status 503");
        int tries = delivery(deaf).getInt("attempts");
        failures.set(0);
        UUID heard = completed();
        await().atMost(PATIENCE).until(() -> "delivered".equals(delivery(heard).getString("state")));
        assertThat(delivery(deaf).getInt("attempts")).as("no more").isEqualTo(tries);
    }

    @Test
    void who_is_lost_is_told_and_who_had_ended_just_before_was_not_lost() throws SQLException {
        set(url()).then().statusCode(200);
        var lost = new Facts(UUID.randomUUID());
        UUID loss = say(lost.created(), lost.started(1, 0), new Event.RunLost(lost.run, lost.attempt(1), 61_500));
        var ended = new Facts(UUID.randomUUID());
        UUID end = say(ended.created(), ended.started(1, 0), ended.completed(1, 1, 10));
        LogPosition late = publisher.publish(Facts.envelope(new Event.RunLost(ended.run, ended.attempt(1), 61_500)));
        await().atMost(PATIENCE).until(() -> store.position(late.partition(), 0) > late.offset());
        for (UUID told : List.of(loss, end)) {
            await().atMost(PATIENCE)
                    .until(() -> "delivered".equals(delivery(told).getString("state")));
        }
        assertThat(calls)
                .filteredOn(call -> call.isOf(lost.run))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.event()).isEqualTo("lost");
                    assertThat(JsonPath.from(call.body()).getString("reason"))
                            .isEqualTo("its worker was silent for 61 s");
                });
        assertThat(get("/webhook/deliveries?limit=1000")
                        .<String>getList("deliveries.findAll { it.run == '" + ended.run + "' }.event"))
                .containsExactly("completed");
    }

    private UUID completed() {
        var facts = new Facts(UUID.randomUUID());
        return say(facts.created(), facts.started(1, 0), facts.completed(1, 1, 10));
    }

    @Test
    void what_is_set_can_be_seen_but_for_the_secret_tested_and_removed() {
        refused(404, "/webhook");
        JsonPath none = refused(404, post("/webhook/test"));
        assertThat(none.getString("detail")).contains("an admin sets one");
        assertThat(none.getString("see")).isEqualTo("PUT /api/v1/webhook");
        for (String wrong : new String[] {"ftp://x", "no address", "/path", "https://"}) {
            assertThat(refused(400, set(wrong)).getString("detail")).contains("url is '" + wrong + "'");
        }
        assertThat(refused(
                                400,
                                given().contentType(ContentType.JSON)
                                        .body(Map.of("url", url(), "secret", "short"))
                                        .put("/api/v1/webhook"))
                        .getString("detail"))
                .contains("16");
        set(url()).then().statusCode(200);
        assertThat(given().get("/api/v1/webhook").asString()).contains(url()).doesNotContain(SECRET);
        assertThat(post("/webhook/test").jsonPath().getBoolean("delivered")).isTrue();
        failures.set(1);
        assertThat(post("/webhook/test").jsonPath().getString("result")).isEqualTo("status 503");
        assertThat(calls).extracting(Call::event).containsOnly("test");
        assertThat(get("/audit?limit=1").getString("entries[0].action")).isEqualTo("webhook.set");
        assertThat(given().get("/api/v1/audit").asString()).doesNotContain(SECRET);
    }

    /** @return the id of the last */
    private UUID say(Event... events) {
        UUID last = new UUID(0, 0);
        for (Event event : events) {
            var envelope = Facts.envelope(event);
            last = envelope.id();
            assertThat(publisher.publishAndAwait(envelope)).isTrue();
        }
        return last;
    }

    private static Event failed(Facts facts, String reason) {
        return new Event.RunFailed(facts.run, facts.origin(1, 1), Facts.clock(10), reason, "");
    }

    private static JsonPath delivery(UUID id) {
        JsonPath page = get("/webhook/deliveries");
        page.setRootPath("deliveries.find { it.id == '" + id + "' }");
        return page;
    }

    private Response set(String url) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("url", url, "secret", SECRET))
                .put("/api/v1/webhook");
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    }
}
