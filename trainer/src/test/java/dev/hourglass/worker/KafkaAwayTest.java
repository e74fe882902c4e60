package dev.hourglass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.Event;
import dev.hourglass.run.Await;
import dev.hourglass.run.SmallSpecs;
import dev.hourglass.spec.Spec;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker whose Kafka is not there, or not yet. */
class KafkaAwayTest {

    @TempDir
    Path folder;

    private KafkaBench kafka;
    private final UUID run = UUID.randomUUID();

    @BeforeEach
    void start() {
        kafka = new KafkaBench(folder);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void while_kafka_is_away_it_goes_on_and_afterwards_all_is_there_once_and_in_order() {
        kafka.withTopics();
        Spec spec = SmallSpecs.endless(13);
        kafka.worker("a");
        kafka.offer(run, spec);
        kafka.await(run, Event.MetricsRecorded.class);
        assertThat(consumersOfTheQueue()).isPositive();
        kafka.stopKafka();
        long before = Blobs.count(kafka.blobs());
        Await.until("no thread looks for the queue, which would take a core", () -> consumersOfTheQueue() == 0);
        Await.until("checkpoints while Kafka is away", () -> Blobs.count(kafka.blobs()) > before + 3);
        kafka.startKafka();
        kafka.assertPausedEqualsUndisturbed(run, spec);
        kafka.assertGapless(run);

        UUID next = UUID.randomUUID();
        kafka.offer(next, spec);
        kafka.await(next, Event.MetricsRecorded.class);
    }

    /** Kafka's client has a thread of its own for each, by this name. */
    private static long consumersOfTheQueue() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("consumer_background_thread"))
                .count();
    }

    @Test
    void when_its_buffer_is_full_training_waits_and_goes_on_once_kafka_is_back() {
        Spec spec = SmallSpecs.endless(14);
        kafka.worker("a", 4_000);
        kafka.withTopics(); // it has waited for them
        kafka.offer(run, spec);
        kafka.await(run, Event.MetricsRecorded.class);
        kafka.stopKafka();
        Await.until("training waits", new Blobs.Still(kafka.blobs()));
        long waiting = Blobs.count(kafka.blobs());
        kafka.startKafka();
        Await.until("training goes on", () -> Blobs.count(kafka.blobs()) > waiting + 3);
        kafka.assertPausedEqualsUndisturbed(run, spec);
        kafka.assertGapless(run);
    }
}
