package dev.hourglass.worker;

import dev.hourglass.events.Command;
import dev.hourglass.events.codec.MessageCodec;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.events.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears all that the tracker says to workers from the moment of its construction on. A thread of its own. */
final class CommandListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CommandListener.class);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Consumer<Command> hearer;
    private final Thread thread;

    CommandListener(KafkaSettings settings, Consumer<Command> hearer) {
        this.hearer = hearer;
        consumer = settings.commandConsumer();
        var commands = new TopicPartition(Topics.COMMANDS, 0);
        consumer.assign(Set.of(commands));
        consumer.seekToEnd(List.of(commands));
        consumer.position(commands); // now, not at the first poll
        thread = Thread.ofPlatform().name("commands").start(this::listen);
    }

    private void listen() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<String, byte[]> one : poll()) {
                    hear(one);
                }
            }
        } catch (WakeupException closed) {
            // The worker ends.
        }
    }

    private Iterable<ConsumerRecord<String, byte[]>> poll() {
        try {
            return consumer.poll(Duration.ofSeconds(1));
        } catch (WakeupException closed) {
            throw closed;
        } catch (KafkaException e) { // commands are repeated: what is missed now comes again
            LOG.warn("{} cannot be read at present: {}", Topics.COMMANDS, e.toString());
            return List.of();
        }
    }

    private void hear(ConsumerRecord<String, byte[]> one) {
        try {
            if (one.value() == null) {
                throw new UndecodableRecordException("it is empty");
            }
            hearer.accept(MessageCodec.decodeCommand(one.value()));
        } catch (UndecodableRecordException e) {
            LOG.warn("{} offset {} is no command: {}", Topics.COMMANDS, one.offset(), e.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
