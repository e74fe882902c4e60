package dev.hourglass.tracker.kafka;

import dev.hourglass.events.topics.KafkaConfigFile;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.HourglassConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes Kafka clients. Whoever asks for one closes it. */
@Singleton
public final class KafkaClients {

    private final String bootstrapServers;
    private final Map<String, String> security;
    private final Duration sessionTimeout;

    /** @throws IllegalArgumentException if the file of Kafka's settings says what it may not */
    @Inject
    KafkaClients(HourglassConfig config) {
        this(
                config.kafka().bootstrapServers(),
                config.kafka().configFile().map(KafkaClients::read).orElse(Map.of()),
                config.kafka().sessionTimeout());
    }

    public KafkaClients(String bootstrapServers) {
        this(bootstrapServers, Map.of());
    }

    /** @param security settings of encryption and sign-in, by Kafka's names */
    KafkaClients(String bootstrapServers, Map<String, String> security) {
        this(bootstrapServers, security, Duration.ofSeconds(45));
    }

    /** @param sessionTimeout of those who share the log */
    private KafkaClients(String bootstrapServers, Map<String, String> security, Duration sessionTimeout) {
        this.bootstrapServers = bootstrapServers;
        this.security = security;
        this.sessionTimeout = sessionTimeout;
    }

    private static Map<String, String> read(String file) {
        try {
            return KafkaConfigFile.read(Path.of(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("hourglass.kafka.config-file cannot be read: " + e, e);
        }
    }

    public Admin admin() {
        Map<String, Object> settings = common();
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return Admin.create(settings);
    }

    /** Idempotent, acknowledged by all, without transactions: an open one would stall every reader of the log. */
    public KafkaProducer<String, byte[]> producer() {
        Map<String, Object> settings = common();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        // An action is answered within seconds or refused; a late arrival after that would surprise.
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Shares the log with the other trackers. Positions come from the read model, so none is committed or made up. */
    public KafkaConsumer<String, byte[]> groupConsumer() {
        Map<String, Object> settings = reading();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, Topics.PROJECTION_GROUP);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(sessionTimeout.toMillis()));
        // Three are missed before the session is over.
        settings.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                Math.toIntExact(Math.min(3_000, sessionTimeout.toMillis() / 3)));
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Reads what it is told to, from where it is told to. */
    public KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(reading(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** As {@link #consumer}, for who wants one record: it fetches a batch at a time, which may be as large as the record. */
    public KafkaConsumer<String, byte[]> singleConsumer() {
        Map<String, Object> settings = reading();
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** As {@link #consumer}, for who reads much of the log with nobody waiting for an answer: fewer, larger batches. */
    public KafkaConsumer<String, byte[]> bulkConsumer() {
        Map<String, Object> settings = reading();
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20_000);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> reading() {
        Map<String, Object> settings = common();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A transaction folds what one poll gives: large polls make large batches.
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    private Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>(security);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        return settings;
    }
}
