package dev.hourglass.tracker.stream;

import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.kafka.KafkaClients;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    /** So that the live ones find room behind them. */
    private static final int MOST_MESSAGES = Subscriber.MOST_MESSAGES / 2;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaClients kafka;
    private final Telling telling;

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

    /** @return what lies between the two, for this interest; empty if it cannot be read */
    Optional<List<Message>> read(LogVector last, LogVector now, Interest interest) {
        News news = new News();
        try (KafkaConsumer<String, byte[]> consumer = kafka.consumer()) {
            if (!readInto(news, consumer, last, now)) {
                return Optional.empty();
            }
            List<Message> messages = telling.tell(news).forInterest(interest);
            return messages.size() > MOST_MESSAGES ? Optional.empty() : Optional.of(LogStream.numbered(messages, now));
        } catch (KafkaException e) {
            LOG.warnf("a client's missed events cannot be read: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private static boolean readInto(News news, KafkaConsumer<String, byte[]> consumer, LogVector last, LogVector now) {
        List<TopicPartition> behind = now.next().entrySet().stream()
                .filter(e -> last.of(e.getKey()) < e.getValue())
                .map(e -> new TopicPartition(Topics.EVENTS, e.getKey()))
                .toList();
        consumer.assign(behind);
        behind.forEach(partition -> consumer.seek(partition, last.of(partition.partition())));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isRead(consumer, behind, now)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                if (message.offset() < now.of(message.partition())) {
                    LogStream.decode(message).ifPresent(envelope -> news.add(envelope.event()));
                }
            }
        }
        return true;
    }

    private static boolean isRead(KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions, LogVector until) {
        return partitions.stream().allMatch(p -> consumer.position(p) >= until.of(p.partition()));
    }
}
