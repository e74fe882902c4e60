package dev.hourglass.worker;

import dev.hourglass.events.topics.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The Kafka clients of a worker and why they are set as they are. */
final class KafkaSettings {

    /** Of the producer itself, beside the outbox: it never has to wait for its own memory. */
    private static final long PRODUCER_ROOM = 32L << 20;

    private final String bootstrapServers;
    private final Map<String, String> security;
    private final String name;

    /** @param security settings of encryption and sign-in, by Kafka's names */
    KafkaSettings(String bootstrapServers, Map<String, String> security, String name) {
        this.bootstrapServers = bootstrapServers;
        this.security = security;
        this.name = name;
    }

    /**
     * For the log: order and no repetition, no transactions (an open one would stall strangers' reads), and no giving up: a
     * record that timed out would leave a gap.
     */
    Producer<String, byte[]> eventProducer(long bufferBytes) {
        Map<String, Object> config = common("events");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferBytes + PRODUCER_ROOM);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /** For heartbeats: an old one is worth nothing, so nothing is kept for long. */
    Producer<String, byte[]> heartbeatProducer() {
        Map<String, Object> config = common("heartbeats");
        config.put(ProducerConfig.ACKS_CONFIG, "1");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * One offer at a time, and no more than that one is acquired: an offer in the hands of a worker that trains would wait for
     * hours. While it trains the worker stays a member of the group without polling; joining anew takes seconds.
     */
    KafkaShareConsumer<String, byte[]> workConsumer() {
        Map<String, Object> config = common("work");
        config.put(ConsumerConfig.GROUP_ID_CONFIG, Topics.WORKERS_GROUP);
        config.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        config.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
        return new KafkaShareConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Every worker reads all commands; no group, no stored position: what was said before it started is not for it. */
    KafkaConsumer<String, byte[]> commandConsumer() {
        Map<String, Object> config = common("commands");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    Map<String, Object> common(String purpose) {
        Map<String, Object> config = new HashMap<>(security);
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(CommonClientConfigs.CLIENT_ID_CONFIG, name + "-" + purpose);
        // Kafka may be away for long; do not come back to it later than a person would look.
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        return config;
    }
}
