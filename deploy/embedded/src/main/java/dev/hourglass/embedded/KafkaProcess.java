package dev.hourglass.embedded;

import java.nio.file.Path;

/** {@link EmbeddedKafka} as a process of its own: {@code KafkaProcess DIRECTORY PORT}. Prints {@code ready HOST:PORT}. */
public final class KafkaProcess {

    public static final String HEAP = "384m";

    private KafkaProcess() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
        System.out.println("ready " + kafka.bootstrapServers());
        Thread.currentThread().join();
    }
}
