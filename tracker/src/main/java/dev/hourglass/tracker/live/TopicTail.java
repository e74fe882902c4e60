package dev.hourglass.tracker.live;

import dev.hourglass.tracker.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Follows a topic on a thread and a consumer of its own, without a group: everybody who follows sees everything. Waits for a
 * topic that is not there yet, and after any failure begins again where its listener says.
 */
public final class TopicTail implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicTail.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What is done with what arrives; always on the tail's thread. */
    public interface Listener {
        /** Seeks every assigned partition to where reading begins. */
        void begin(Consumer<String, byte[]> consumer, List<TopicPartition> partitions);

        /** Reads on: polls, and does what is to be done also when nothing came. */
        void turn(Consumer<String, byte[]> consumer);
    }

    private final String topic;
    private final KafkaClients kafka;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean open = true;

    public TopicTail(String topic, KafkaClients kafka, Listener listener) {
        this.topic = topic;
        this.kafka = kafka;
        this.listener = listener;
        this.thread = Thread.ofPlatform().name("tail " + topic).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void run() {
        Function<Exception, Boolean> said = onceEach();
        while (open) {
            try (Consumer<String, byte[]> consumer = kafka.consumer()) {
                List<TopicPartition> partitions = partitions(consumer, topic);
                if (!partitions.isEmpty()) {
                    consumer.assign(partitions);
                    follow(consumer, partitions);
                }
            } catch (InterruptException | WakeupException e) {
                LOG.debugf("tail of %s ends", topic);
            } catch (KafkaException | IllegalStateException e) {
                if (said.apply(e)) {
                    LOG.warnf("following %s failed and begins again: %s", topic, e.getMessage());
                }
            } catch (RuntimeException e) {
                LOG.errorf(e, "following %s failed and begins again", topic);
            }
            pause();
        }
    }

    private void follow(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        try {
            listener.begin(consumer, partitions);
            while (open) {
                listener.turn(consumer);
            }
        } finally {
            boolean ignored = Thread.interrupted(); // or the consumer would not close; close() has said it by open, too
        }
    }

    /** One line for one kind of failure, not one each second of an outage. */
    private static Function<Exception, Boolean> onceEach() {
        String[] last = {""};
        return e -> {
            boolean isNew = !last[0].equals(e.getClass().getName());
            last[0] = e.getClass().getName();
            return isNew;
        };
    }

    private void pause() {
        try {
            if (open) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            open = false;
        }
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
