package dev.hourglass.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.DataFolders;
import dev.hourglass.embedded.EmbeddedKafka;
import dev.hourglass.embedded.ManagedProcess;
import dev.hourglass.embedded.Ports;
import dev.hourglass.events.Beat;
import dev.hourglass.events.BranchPoint;
import dev.hourglass.events.Clock;
import dev.hourglass.events.Command;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.Progress;
import dev.hourglass.events.WorkOffered;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.codec.MessageCodec;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.events.topics.TopicSetup;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.run.Await;
import dev.hourglass.run.FolderTrainings;
import dev.hourglass.run.Series;
import dev.hourglass.run.SmallSpecs;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A real Kafka with the topics, and what a tracker would do with them: offer work, command, read. */
final class KafkaBench implements AutoCloseable {

    private final Path folder;
    private final int port = Ports.free();
    private EmbeddedKafka kafka;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    KafkaBench(Path folder) {
        this.folder = folder;
        this.kafka = EmbeddedKafka.start(folder.resolve("kafka"), port);
    }

    KafkaBench withTopics() {
        try (Admin admin = Admin.create(client())) {
            new TopicSetup(admin).ensure(3, (short) 1);
        }
        return this;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    Path blobs() {
        return folder.resolve("blobs");
    }

    void stopKafka() {
        kafka.close();
    }

    void startKafka() {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), port);
    }

    Worker worker(String name) {
        return worker(name, WorkerOptions.BUFFER_BYTES);
    }

    /** As a process of its own. */
    ManagedProcess workerProcess(String name) {
        return ManagedProcess.java(WorkerProcess.class.getName())
                .name(name)
                .jvmOptions("--add-modules=jdk.incubator.vector", "-Xmx256m")
                .arguments(bootstrapServers(), blobs().toString(), name)
                .log(folder.resolve(name + ".log"))
                .start()
                .awaitReady(Duration.ofSeconds(60));
    }

    /** In a thread of this process. */
    Worker worker(String name, long bufferBytes) {
        try {
            var worker = new Worker(options(bootstrapServers(), blobs(), name, bufferBytes));
            workers.add(worker);
            threads.add(Thread.ofPlatform().name(name).start(worker::run));
            return worker;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static WorkerOptions options(String bootstrapServers, Path blobs, String name, long bufferBytes) {
        return new WorkerOptions(
                bootstrapServers,
                Map.of(),
                blobs,
                new DataFolders(Optional.empty(), Optional.empty(), Path.of("nowhere")),
                name,
                Duration.ofMillis(200),
                Optional.empty(),
                bufferBytes);
    }

    void offer(UUID run, Spec spec) {
        offer(new WorkOffered(
                run, spec.canonicalJson(), Optional.empty(), Optional.empty(), Optional.empty(), new Clock(0, 0, 0)));
    }

    void offer(WorkOffered work) {
        send(Topics.WORK, work.run().toString(), MessageCodec.encode(work));
    }

    /** The next attempt from the last checkpoint in the log. */
    WorkOffered next(UUID run, Spec spec) {
        Event.CheckpointSaved saved = last(run, Event.CheckpointSaved.class);
        UUID attempt = last(run, Event.AttemptStarted.class).origin().attempt();
        return new WorkOffered(
                run,
                spec.canonicalJson(),
                Optional.of(attempt),
                Optional.of(saved.sha256()),
                Optional.<BranchPoint>empty(),
                saved.clock());
    }

    void command(UUID run, Optional<UUID> attempt, Command.Kind kind) {
        send(Topics.COMMANDS, run.toString(), MessageCodec.encode(new Command(run, attempt, kind, "the test says so")));
    }

    void send(String topic, String key, byte[] value) {
        try (var producer = new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** All of the log, a run's events in their order. */
    List<Envelope> events() {
        var events = new ArrayList<Envelope>();
        read(Topics.EVENTS, message -> {
            try {
                events.add(EventCodec.decode(message));
            } catch (UndecodableRecordException e) {
                throw new AssertionError(e);
            }
        });
        return events;
    }

    /** Of attempts. */
    List<Progress> heartbeats() {
        return beats().stream()
                .filter(Progress.class::isInstance)
                .map(Progress.class::cast)
                .toList();
    }

    List<Beat> beats() {
        var beats = new ArrayList<Beat>();
        read(Topics.PROGRESS, message -> {
            try {
                beats.add(MessageCodec.decodeBeat(message.value()));
            } catch (UndecodableRecordException e) {
                throw new AssertionError(e);
            }
        });
        return beats;
    }

    void read(
            String topic,
            java.util.function.Consumer<org.apache.kafka.clients.consumer.ConsumerRecord<String, byte[]>> reader) {
        try (var consumer = new KafkaConsumer<>(client(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(reader);
            }
        }
    }

    <E extends Event> List<E> of(UUID run, Class<E> type) {
        return events().stream()
                .map(Envelope::event)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(event -> event.subject().equals(run))
                .toList();
    }

    <E extends Event> E last(UUID run, Class<E> type) {
        return of(run, type).getLast();
    }

    <E extends Event> void await(UUID run, Class<E> type) {
        await(run, type, event -> true);
    }

    <E extends Event> void await(UUID run, Class<E> type, Predicate<E> condition) {
        Await.until(type.getSimpleName() + " of " + run, () -> of(run, type).stream()
                .anyMatch(condition));
    }

    /** Every number of the run's one attempt once and in order. */
    void assertGapless(UUID run) {
        List<Long> numbers = events().stream()
                .map(Envelope::event)
                .filter(Event.OfAttempt.class::isInstance)
                .map(Event.OfAttempt.class::cast)
                .filter(word -> word.subject().equals(run))
                .map(word -> word.origin().sequence())
                .toList();
        assertThat(numbers)
                .hasSizeGreaterThan(2)
                .isEqualTo(LongStream.range(0, numbers.size()).boxed().toList());
    }

    /** Of a record every 50 steps, the fourth. */
    private static final long ENOUGH = 150;

    /** Pauses the run once it has some points, wherever it is then, and compares all of it with a training of the same spec up to there. */
    void assertPausedEqualsUndisturbed(UUID run, Spec endless) {
        UUID attempt = last(run, Event.AttemptStarted.class).origin().attempt();
        await(
                run,
                Event.MetricsRecorded.class,
                recorded -> recorded.origin().attempt().equals(attempt)
                        && recorded.steps()[recorded.steps().length - 1] >= ENOUGH);
        command(run, Optional.of(attempt), Command.Kind.PAUSE);
        await(run, Event.RunPaused.class, paused -> paused.origin()
                .attempt()
                .equals(attempt)); // an earlier attempt may have been paused too
        Event.CheckpointSaved end = last(run, Event.CheckpointSaved.class);
        long step = end.clock().step();
        Spec finite = SmallSpecs.with(endless, Map.of("stop.steps", Long.toString(step)));
        try {
            var undisturbed = FolderTrainings.of(folder.resolve(run.toString()), finite.canonicalJson());
            assertThat(end.sha256()).isEqualTo(undisturbed.finalCheckpoint(0));
            series(run).without(step).assertEqualTo(undisturbed.series(0).without(step));
            assertThat(series(run).steps("nll")).hasSizeGreaterThan(3);
        } catch (IOException | InvalidSpecException e) {
            throw new AssertionError(e);
        }
    }

    Series series(UUID run) {
        return Series.of(events(), run);
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    /** Ends those that were started in this process. */
    void closeWorkers() {
        workers.forEach(Worker::close);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        workers.clear();
        threads.clear();
    }

    @Override
    public void close() {
        closeWorkers();
        kafka.close();
    }
}
