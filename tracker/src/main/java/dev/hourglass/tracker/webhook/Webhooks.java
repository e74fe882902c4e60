package dev.hourglass.tracker.webhook;

import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.projection.PartitionStatus;
import dev.hourglass.tracker.projection.ProjectionStatus;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.readmodel.NoReadModelException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through the log for what the webhook is to be told, and tells it until it says 2xx or time is up. On a thread of its own: a
 * slow receiver holds up nothing else.
 */
@Singleton
public final class Webhooks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration BETWEEN_TURNS = Duration.ofMillis(500);

    private final KafkaClients kafka;
    private final WebhookStore store;
    private final LiveReadModel live;
    private final ProjectionStatus status;
    private final Backoff backoff;
    private final Sender sender = new Sender(InstantSource.system());
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("hourglass-webhook").unstarted(this::run);
    private volatile boolean closed;
    private @Nullable LogScan scan;

    @Inject
    Webhooks(KafkaClients kafka, WebhookStore store, LiveReadModel live, ProjectionStatus status) {
        this(kafka, store, live, status, Backoff.USUAL);
    }

    Webhooks(KafkaClients kafka, WebhookStore store, LiveReadModel live, ProjectionStatus status, Backoff backoff) {
        this.kafka = kafka;
        this.store = store;
        this.live = live;
        this.status = status;
        this.backoff = backoff;
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (thread.isAlive()) {
                thread.join(Duration.ofSeconds(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.close();
    }

    private void run() {
        String said = "";
        while (!closed) {
            try {
                turn();
                said = "";
                Thread.sleep(BETWEEN_TURNS);
            } catch (InterruptedException | InterruptException e) {
                // only close() interrupts, and the loop looks at it next
            } catch (SQLException | NoReadModelException | KafkaException e) {
                if (!closed && !said.equals(e.getClass().getName())) {
                    said = e.getClass().getName();
                    LOG.warn("the webhook waits: {}", e.getMessage());
                }
                rest();
            } catch (RuntimeException e) {
                LOG.error("the webhook failed and tries again", e);
                rest();
            }
        }
        boolean ignored = Thread.interrupted(); // or the consumer would not close
        stopScanning();
    }

    /** One look at the log and at what is due. */
    private void turn() throws SQLException, InterruptedException {
        Optional<Hook> hook = store.hook();
        if (hook.isEmpty()) {
            stopScanning();
            return;
        }
        Map<Integer, Long> projected = status.partitions().stream()
                .filter(p -> p.progress() == PartitionStatus.Progress.RUNNING)
                .collect(Collectors.toMap(PartitionStatus::partition, PartitionStatus::nextOffset));
        if (projected.isEmpty()) {
            return;
        }
        LogScan scanning = scan;
        if (scanning == null) {
            scanning = new LogScan(kafka, store, live);
            scan = scanning;
        }
        scanning.turn(projected);
        for (WebhookStore.Due due : store.due(projected.keySet(), backoff.giveUpAfter())) {
            tell(hook.get(), due);
        }
    }

    private void tell(Hook hook, WebhookStore.Due due) throws SQLException, InterruptedException {
        Sender.Result result = sender.send(hook, due.id().toString(), due.event(), due.body());
        String state = result.delivered() ? "delivered" : due.old() ? "given-up" : "waiting";
        if (state.equals("given-up")) {
            LOG.warn("the webhook was not told of {} after {} tries: {}", due.id(), due.attempts() + 1, result.text());
        }
        store.tried(due.id(), state, result.text(), backoff.after(due.attempts() + 1, random));
    }

    private void stopScanning() {
        LogScan scanning = scan;
        scan = null;
        if (scanning != null) {
            scanning.close();
        }
    }

    private void rest() {
        try {
            Thread.sleep(BETWEEN_TURNS);
        } catch (InterruptedException e) {
            // only close() interrupts, and the loop looks at it next
        }
    }
}
