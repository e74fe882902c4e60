package dev.hourglass.tracker.stream;

import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.kafka.KafkaClients;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Reads again what a client has missed since it was last told. */
@Singleton
class Replay {

    private static final Logger LOG = Logger.getLogger(Replay.class);

    /** More than this is quicker read anew. */
    private static final long MOST_RECORDS = 10_000;

    /** Of the log; a record may have 900 kB. */
    private static final long MOST_BYTES = 64 << 20;

    private static final int MOST_MESSAGES = 1_000;

    /** Of a tracker that was away all clients come again at once: who finds no place reads anew, which is less work. */
    private static final int AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaClients kafka;
    private final Telling telling;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Replay(KafkaClients kafka, Telling telling) {
        this.kafka = kafka;
        this.telling = telling;
    }

    /** Whether so much can be told again; a log that ends before {@code last} is another log. */
    boolean isPossible(LogVector last, LogVector now) {
        return last.next().keySet().equals(now.next().keySet())
                && last.next().entrySet().stream().allMatch(e -> e.getValue() <= now.of(e.getKey()))
                && last.until(now) <= MOST_RECORDS;
    }

    /** @return what lies between the two, for this interest; empty if it cannot be read, or is too much */
    Optional<List<Message>> read(LogVector last, LogVector now, Interest interest) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return readAlone(last, now, interest);
        } finally {
            places.release();
        }
    }

    private Optional<List<Message>> readAlone(LogVector last, LogVector now, Interest interest) {
        News news = new News();
        Interests wanted = Interests.of(List.of(interest));
        try (KafkaConsumer<String, byte[]> consumer = kafka.consumer()) {
            if (!readInto(news, wanted, consumer, last, now)) {
                return Optional.empty();
            }
            List<Message> messages = telling.tell(news, wanted).forInterest(interest);
            return messages.size() > MOST_MESSAGES ? Optional.empty() : Optional.of(LogStream.numbered(messages, now));
        } catch (KafkaException e) {
            LOG.warnf("a client's missed events cannot be read: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean readInto(
            News news, Interests wanted, KafkaConsumer<String, byte[]> consumer, LogVector last, LogVector now) {
        List<TopicPartition> behind = now.next().entrySet().stream()
                .filter(e -> last.of(e.getKey()) < e.getValue())
                .map(e -> new TopicPartition(Topics.EVENTS, e.getKey()))
                .toList();
        consumer.assign(behind);
        behind.forEach(partition -> consumer.seek(partition, last.of(partition.partition())));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long bytes = 0;
        while (!isRead(consumer, behind, now)) {
            if (System.nanoTime() > deadline || bytes > MOST_BYTES) {
                return false;
            }
            for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                if (message.offset() < now.of(message.partition())) {
                    bytes += Math.max(0, message.serializedValueSize());
                    LogStream.decode(message).ifPresent(envelope -> news.add(envelope.event(), wanted));
                }
            }
        }
        return !news.tooManyPoints();
    }

    private static boolean isRead(KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions, LogVector until) {
        return partitions.stream().allMatch(p -> consumer.position(p) >= until.of(p.partition()));
    }
}
