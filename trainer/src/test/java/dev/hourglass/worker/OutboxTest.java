package dev.hourglass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.topics.Topics;
import dev.hourglass.run.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

    @TempDir
    Path folder;

    @Test
    @Timeout(180) // a record that is forgotten would be waited for without end
    void what_a_producer_gave_up_is_sent_again_in_order_by_a_new_one() throws Exception {
        try (var kafka = new KafkaBench(folder).withTopics()) {
            var producers = new AtomicInteger();
            try (var outbox = new Outbox(() -> impatient(kafka, producers), 1 << 20)) {
                append(outbox, 0, 100);
                outbox.awaitEmpty(() -> false);
                kafka.stopKafka();
                append(outbox, 100, 200);
                Await.until("a producer gave up", () -> producers.get() > 2);
                kafka.startKafka();
                append(outbox, 200, 300);
                assertThat(outbox.awaitEmpty(() -> false)).isTrue();
                assertThat(outbox.bytes()).isZero();
            }
            var once = new LinkedHashSet<String>();
            kafka.read(Topics.EVENTS, message -> once.add(new String(message.value(), StandardCharsets.UTF_8)));
            List<String> all = IntStream.range(0, 300).mapToObj(i -> "n" + i).toList();
            assertThat(once).containsExactlyElementsOf(all);
        }
    }

    private static void append(Outbox outbox, int from, int to) throws InterruptedException {
        for (int i = from; i < to; i++) {
            byte[] value = ("n" + i).getBytes(StandardCharsets.UTF_8);
            assertThat(outbox.append(new ProducerRecord<>(Topics.EVENTS, "one run", value), () -> false))
                    .isTrue();
        }
    }

    /** Gives up after a second, as one that Kafka forgot would. */
    private static Producer<String, byte[]> impatient(KafkaBench kafka, AtomicInteger count) {
        count.incrementAndGet();
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "acks", "all",
                        "enable.idempotence", true,
                        "linger.ms", 0,
                        "max.block.ms", 1000,
                        "request.timeout.ms", 500,
                        "delivery.timeout.ms", 1000),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
