package dev.hourglass.worker;

import dev.hourglass.events.WorkOffered;
import dev.hourglass.events.codec.MessageCodec;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.events.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of work, one offer at a time. An offer is Kafka's to give to another until it is accepted; what is no offer is
 * rejected, so that it does not come again. Nothing is ever released: that would burn its deliveries within milliseconds.
 */
final class WorkIntake implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkIntake.class);
    private static final Duration TO_SETTLE = Duration.ofSeconds(10);

    private final KafkaShareConsumer<String, byte[]> consumer;
    private boolean left;

    WorkIntake(KafkaSettings settings) {
        consumer = settings.workConsumer();
        consumer.subscribe(List.of(Topics.WORK));
    }

    /** An offer in the hands of this worker. */
    final class Taken {
        private final ConsumerRecord<String, byte[]> offer;
        private final WorkOffered work;

        private Taken(ConsumerRecord<String, byte[]> offer, WorkOffered work) {
            this.offer = offer;
            this.work = work;
        }

        WorkOffered work() {
            return work;
        }

        /**
         * The run has its attempt, the offer is done. If Kafka does not hear of it, another worker gets the offer again and is
         * refused by the log, which has this attempt already: no harm.
         */
        void accept() {
            acknowledge(offer, AcknowledgeType.ACCEPT);
        }
    }

    /** @return empty if nothing was offered within the time, or ever will be */
    synchronized Optional<Taken> take(Duration atMost) {
        if (left) {
            return Optional.empty();
        }
        ConsumerRecords<String, byte[]> offers = consumer.poll(atMost);
        for (ConsumerRecord<String, byte[]> offer : offers) {
            try {
                if (offer.value() == null) {
                    throw new UndecodableRecordException("it is empty");
                }
                return Optional.of(new Taken(offer, MessageCodec.decodeWork(offer.value())));
            } catch (UndecodableRecordException e) {
                LOG.warn(
                        "{} offset {} is no offer of work and is rejected: {}",
                        Topics.WORK,
                        offer.offset(),
                        e.getMessage());
                acknowledge(offer, AcknowledgeType.REJECT);
            }
        }
        return Optional.empty();
    }

    private synchronized void acknowledge(ConsumerRecord<String, byte[]> offer, AcknowledgeType as) {
        if (left) {
            return;
        }
        try {
            consumer.acknowledge(offer, as);
            Map<TopicIdPartition, Optional<KafkaException>> result = consumer.commitSync(TO_SETTLE);
            result.values().forEach(refusal -> refusal.ifPresent(e -> complain(offer, as, e)));
        } catch (KafkaException e) {
            complain(offer, as, e);
        }
    }

    private static void complain(ConsumerRecord<String, byte[]> offer, AcknowledgeType as, KafkaException e) {
        LOG.warn("{} of {} offset {} did not reach Kafka: {}", as, Topics.WORK, offer.offset(), e.toString());
    }

    /**
     * For good. An offer in hand stays with who has it: see {@link Taken#accept}. May be called beside the thread that takes and
     * accepts, and then waits for it.
     */
    synchronized void leave() {
        close(Duration.ZERO);
    }

    synchronized boolean hasLeft() {
        return left;
    }

    @Override
    public synchronized void close() {
        close(Duration.ofSeconds(5));
    }

    private void close(Duration atMost) {
        if (!left) {
            left = true;
            consumer.close(atMost);
        }
    }
}
