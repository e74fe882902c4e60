package dev.hourglass.cli;

import dev.hourglass.events.topics.KafkaConfigFile;
import dev.hourglass.worker.Worker;
import dev.hourglass.worker.WorkerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "worker",
        description = "Take runs from the queue and train them, one at a time; a stopped worker hands its run on.")
final class WorkerCommand implements Runnable {

    @Option(
            names = "--kafka",
            required = true,
            paramLabel = "HOST:PORT",
            defaultValue = "${env:HOURGLASS_KAFKA}",
            description = "Kafka; else HOURGLASS_KAFKA.")
    String kafka;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            defaultValue = "${env:HOURGLASS_KAFKA_CONFIG}",
            description =
                    "Properties file with Kafka's own settings of encryption and sign-in (security.*, sasl.*, ssl.*);"
                            + " else HOURGLASS_KAFKA_CONFIG.")
    Optional<Path> kafkaConfig;

    @Option(
            names = "--blobs",
            required = true,
            paramLabel = "DIR",
            defaultValue = "${env:HOURGLASS_BLOBS}",
            description = "Folder of the checkpoints, the same as the tracker's; else HOURGLASS_BLOBS.")
    Path blobs;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of training data to look in first.")
    Optional<Path> data;

    @Option(
            names = "--name",
            defaultValue = "${env:HOURGLASS_WORKER}",
            description = "What people see; else HOURGLASS_WORKER, else the host's name with the process's number.")
    Optional<String> name;

    @Option(
            names = "--heartbeat",
            defaultValue = "10s",
            paramLabel = "TIME",
            converter = Time.class,
            description = "Time between two signs of life, as 10s or 500ms; ${DEFAULT-VALUE} if not given.")
    Duration heartbeat;

    @Option(
            names = "--kernel",
            description = "The dense kernel to use and no other: openblas, vector or ejml; the fastest if not given.")
    Optional<String> kernel;

    @Option(
            names = "--buffer",
            defaultValue = "64",
            paramLabel = "MB",
            description = "Events that may wait for Kafka before training waits; ${DEFAULT-VALUE} if not given.")
    int bufferMegabytes;

    @Mixin
    Output output;

    @Override
    public void run() {
        try {
            var worker = new Worker(new WorkerOptions(
                    kafka,
                    kafkaSecurity(),
                    blobs,
                    DataCommand.folders(data),
                    name.filter(given -> !given.isBlank()).orElseGet(WorkerCommand::hostAndProcess),
                    heartbeat,
                    kernel,
                    (long) bufferMegabytes << 20));
            // Its own end, whatever ends it, hands the run over.
            Runtime.getRuntime().addShutdownHook(new Thread(worker::close, "hand over"));
            output.json(Output.object().put("kafka", kafka).put("blobs", blobs.toString()));
            worker.run();
        } catch (IOException e) {
            throw new CommandFailedException(
                    "the folder of checkpoints " + blobs + " cannot be used: " + e.getMessage(), e);
        }
    }

    private Map<String, String> kafkaSecurity() {
        if (kafkaConfig.isEmpty() || kafkaConfig.get().toString().isBlank()) {
            return Map.of();
        }
        try {
            return KafkaConfigFile.read(kafkaConfig.get());
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailedException("--kafka-config: " + e.getMessage(), e);
        }
    }

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "host";
        }
    }

    private static String hostAndProcess() {
        return host() + "-" + ProcessHandle.current().pid();
    }

    /** Times as people write them: 10s, 500ms, 2m. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                if (value.endsWith("ms")) {
                    return Duration.ofMillis(Long.parseLong(value.substring(0, value.length() - 2)));
                }
                return Duration.parse("PT" + value);
            } catch (RuntimeException e) {
                throw new CommandLine.TypeConversionException("'" + value + "' is no time; write 10s, 500ms or 2m");
            }
        }
    }
}
