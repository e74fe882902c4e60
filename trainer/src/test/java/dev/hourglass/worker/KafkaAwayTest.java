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
        Spec spec = SmallSpecs.slow(13);
        kafka.worker("a");
        kafka.offer(run, spec);
        kafka.await(run, Event.MetricsRecorded.class);
        kafka.stopKafka();
        Path blobs = kafka.blobs();
        long before = Blobs.count(blobs);
        Await.until("checkpoints while Kafka is away", () -> Blobs.count(blobs) > before + 3);
        kafka.startKafka();
        kafka.await(run, Event.RunCompleted.class);
        kafka.assertGapless(run);
        UUID undisturbed = UUID.randomUUID();
        kafka.offer(undisturbed, spec);
        kafka.await(undisturbed, Event.RunCompleted.class);
        assertThat(kafka.series(run)).isEqualTo(kafka.series(undisturbed));
    }

    @Test
    void when_its_buffer_is_full_training_waits_and_goes_on_once_kafka_is_back() {
        // Waits for the topics too.
        Spec spec = SmallSpecs.slow(14);
        kafka.worker("a", 4_000);
        kafka.withTopics();
        kafka.offer(run, spec);
        kafka.await(run, Event.MetricsRecorded.class);
        kafka.stopKafka();
        Path blobs = kafka.blobs();
        Await.until("training waits", new Blobs.Still(blobs));
        long waiting = Blobs.count(blobs);
        kafka.startKafka();
        kafka.await(run, Event.RunCompleted.class);
        assertThat(Blobs.count(blobs)).isGreaterThan(waiting);
        kafka.assertGapless(run);
        UUID undisturbed = UUID.randomUUID();
        kafka.offer(undisturbed, spec);
        kafka.await(undisturbed, Event.RunCompleted.class);
        assertThat(kafka.series(run)).isEqualTo(kafka.series(undisturbed));
    }
}
