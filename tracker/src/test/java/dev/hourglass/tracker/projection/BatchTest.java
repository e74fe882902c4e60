package dev.hourglass.tracker.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.testing.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    @Test
    void a_batch_has_the_metrics_of_a_bounded_number_of_runs_and_of_none_that_were_only_tagged() {
        for (int run = 0; run < 2 * Batch.MAX_RUNS + 1; run++) {
            Facts measured = Facts.of("measured " + run);
            Facts tagged = Facts.of("tagged " + run);
            say(measured.points(1, 1, 1));
            say(new Event.RunTagged(tagged.run, "a", "b", "me"));
            say(measured.points(1, 2, 2));
        }
        List<List<ConsumerRecord<String, byte[]>>> parts = Batch.cut(records);
        assertThat(parts.stream().flatMap(List::stream)).containsExactlyElementsOf(records);
        assertThat(parts)
                .extracting(part -> BatchFold.measured(batch(part)).size())
                .containsExactly(Batch.MAX_RUNS, Batch.MAX_RUNS, 1);
        assertThat(BatchFold.subjects(batch(records))).hasSize(2 * (2 * Batch.MAX_RUNS + 1));
    }

    private static Batch batch(List<ConsumerRecord<String, byte[]>> part) {
        long first = part.getFirst().offset();
        return new Batch("log", 0, first, first + part.size(), part, Map.of());
    }

    private void say(Event event) {
        ProducerRecord<String, byte[]> sent = EventCodec.encode(Topics.EVENTS, Facts.envelope(event));
        records.add(new ConsumerRecord<>(
                sent.topic(),
                0,
                records.size(),
                sent.timestamp(),
                TimestampType.CREATE_TIME,
                sent.key().length(),
                sent.value().length,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty()));
    }
}
