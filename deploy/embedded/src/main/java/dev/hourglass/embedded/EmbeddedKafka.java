package dev.hourglass.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One Kafka node (KRaft broker and controller together) in this JVM, listening on 127.0.0.1, its log kept in a folder. */
public final class EmbeddedKafka implements AutoCloseable {

    private static final int NODE = 1;

    private final int port;
    private final KafkaRaftServer server;

    private EmbeddedKafka(int port, KafkaRaftServer server) {
        this.port = port;
        this.server = server;
    }

    /** Starts on a free port. */
    public static EmbeddedKafka start(Path directory) {
        return start(directory, 0);
    }

    /**
     * Returns when the broker takes requests. The same directory and port later give the same log back, to clients too.
     *
     * @param directory formatted at the first start
     * @param port 0 for a free one
     * @throws ServerStartException if the port is in use or the directory cannot be used
     */
    public static EmbeddedKafka start(Path directory, int port) {
        return start(directory, port, Map.of());
    }

    /**
     * Also takes clients on {@code signInPort}, and there only those that sign in (SASL/PLAIN, not encrypted).
     *
     * @param users name to password
     */
    public static EmbeddedKafka startWithUsers(Path directory, int signInPort, Map<String, String> users) {
        return start(directory, 0, signIn("SASL_PLAINTEXT", signInPort, users));
    }

    /** As {@link #startWithUsers}, and what is said there is encrypted (SASL_SSL). */
    public static EmbeddedKafka startWithUsers(
            Path directory, int signInPort, Map<String, String> users, ServerCertificate certificate) {
        return start(directory, 0, encrypted(certificate, signIn("SASL_SSL", signInPort, users)));
    }

    /** Also takes clients on {@code port}, from anybody, but encrypted (SSL). */
    public static EmbeddedKafka startEncrypted(Path directory, int port, ServerCertificate certificate) {
        return start(directory, 0, encrypted(certificate, listener("SSL", port)));
    }

    private static Map<String, String> encrypted(ServerCertificate certificate, Map<String, String> listener) {
        Map<String, String> settings = new HashMap<>(listener);
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", certificate.keyStore().toString());
        settings.put("ssl.keystore.password", ServerCertificate.PASSWORD);
        settings.put("ssl.key.password", ServerCertificate.PASSWORD);
        return settings;
    }

    private static Map<String, String> signIn(String protocol, int port, Map<String, String> users) {
        StringBuilder login = new StringBuilder("org.apache.kafka.common.security.plain.PlainLoginModule required");
        users.forEach((name, password) -> login.append(" user_%s=\"%s\"".formatted(name, password)));
        Map<String, String> settings = new HashMap<>(listener(protocol, port));
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put(
                "listener.name." + protocol.toLowerCase(Locale.ROOT) + ".plain.sasl.jaas.config",
                login.append(';').toString());
        return settings;
    }

    private static Map<String, String> listener(String protocol, int port) {
        return Map.of(
                "listeners",
                "," + protocol + "://127.0.0.1:" + port,
                "listener.security.protocol.map",
                "," + protocol + ":" + protocol);
    }

    /** @param more settings, appended to where there is one of the name */
    private static EmbeddedKafka start(Path directory, int port, Map<String, String> more) {
        ServerLogs.quiet();
        int own = port == 0 ? Ports.free() : Ports.requireFree(port, "Kafka");
        Path absolute = directory.toAbsolutePath();
        try {
            format(absolute);
            var server = new KafkaRaftServer(
                    KafkaConfig.fromProps(properties(absolute, own, Ports.free(), more), false), Time.SYSTEM);
            server.startup();
            return new EmbeddedKafka(own, server);
        } catch (Exception e) {
            throw new ServerStartException("Kafka did not start on port " + own + " in " + absolute, e);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Stops the broker; the log stays in its folder. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path directory) throws Exception {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(directory);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE)
                .setDirectories(List.of(directory.toString()))
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .run();
    }

    private static Properties properties(Path directory, int port, int controllerPort, Map<String, String> more)
            throws IOException {
        var p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", Integer.toString(NODE));
        p.put("log.dirs", directory.toString());
        p.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("controller.listener.names", "CONTROLLER");
        // Static voters: the controller's port may differ at every start.
        p.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        // A producer that comes first must not create the log with a week's retention.
        p.put("auto.create.topics.enable", "false");

        // One node holds the only copy of everything.
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            p.put(topic + ".replication.factor", "1");
            p.put(topic + ".num.partitions", "1");
        }
        p.put("transaction.state.log.min.isr", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        // After a kill the node must wait until its former self counts as gone; by default that takes 9 s.
        p.put("broker.session.timeout.ms", "3000");
        p.put("broker.heartbeat.interval.ms", "500");

        // Sized for one machine that has better things to do; the cleaner alone would take 128 MB.
        p.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "4");
        p.put("background.threads", "2");
        more.forEach((key, value) -> p.merge(key, value, (a, b) -> a.toString() + b));
        return p;
    }
}
