package dev.hourglass.worker;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.hourglass.blob.FolderBlobStore;
import dev.hourglass.data.DataSource;
import dev.hourglass.engine.KernelChoice;
import dev.hourglass.engine.Kernels;
import dev.hourglass.events.Command;
import dev.hourglass.events.WorkOffered;
import dev.hourglass.events.codec.MessageCodec;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.run.Machine;
import dev.hourglass.run.Outcome;
import dev.hourglass.run.RunControl;
import dev.hourglass.run.RunExecutor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes runs from the queue, one at a time, and publishes what happens.
 *
 * <p>A worker that is closed saves the run it has and puts it back into the queue, so that another worker, or the next one on
 * this machine, goes on with it without anybody's doing.
 */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration TAKE = Duration.ofSeconds(1);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

    /** For the last checkpoint and its way into the log; whoever stops a worker waits a little longer. */
    private static final Duration TO_HAND_OVER = Duration.ofSeconds(25);

    /** Kafka's clients wait some seconds for answers even when they are closed. */
    private static final Duration TO_LEAVE = Duration.ofSeconds(7);

    private final WorkerOptions options;
    private final KafkaSettings kafka;
    private final RunExecutor executor;
    private final Outbox outbox;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicReference<@Nullable Execution> present = new AtomicReference<>();
    private final AtomicReference<@Nullable WorkIntake> queue = new AtomicReference<>();
    private volatile boolean abandoned;

    /**
     * @throws IOException if the blob folder cannot be used
     * @throws dev.hourglass.engine.KernelUnavailableException if the kernel asked for does not load
     * @throws KafkaException if Kafka's address is none
     */
    public Worker(WorkerOptions options) throws IOException {
        this.options = options;
        this.kafka = new KafkaSettings(options.bootstrapServers(), options.kafkaSecurity(), options.name());
        KernelChoice kernel = options.kernel().map(Kernels::named).orElseGet(Kernels::best);
        this.executor = new RunExecutor(
                new DataSource(options.data()),
                new FolderBlobStore(options.blobs()),
                kernel,
                Machine.current(),
                "worker/" + options.name(),
                Clock.systemUTC());
        this.outbox = new Outbox(() -> kafka.eventProducer(options.bufferBytes()), options.bufferBytes());
    }

    /** Works until {@link #close}. Once. Waits for Kafka and its topics for as long as it takes. */
    public void run() {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("this worker has run already");
        }
        try {
            while (!isClosing()) {
                serve();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void serve() throws InterruptedException {
        if (!KnownTopics.await(kafka, closing)) {
            return;
        }
        try (var commands = new CommandListener(kafka, this::hear);
                var watch = new KafkaWatch(kafka, this::leaveQueue);
                var heartbeats = new Heartbeats(
                        kafka.heartbeatProducer(),
                        present::get,
                        options.name(),
                        options.heartbeat(),
                        Clock.systemUTC())) {
            LOG.info("worker {} is ready", options.name());
            while (!isClosing()) {
                takeWork();
            }
        } catch (KafkaException e) { // gone again before the worker was ready
            tryAgain(e);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Until Kafka is away; returns when it is there again. */
    private void takeWork() throws InterruptedException {
        try (var intake = new WorkIntake(kafka)) {
            queue.set(intake);
            while (!isClosing() && !intake.hasLeft()) {
                Optional<WorkIntake.Taken> taken = intake.take(TAKE);
                if (taken.isPresent() && !isClosing()) {
                    execute(taken.get());
                }
            }
        } catch (KafkaException | IllegalStateException e) { // Kafka away for long, or a consumer that lost its place
            tryAgain(e);
        } finally {
            queue.set(null);
        }
        if (!isClosing()) {
            KnownTopics.await(kafka, closing);
        }
    }

    private void leaveQueue() {
        WorkIntake intake = queue.get();
        if (intake != null && !intake.hasLeft()) {
            LOG.info("Kafka does not answer; worker {} leaves the queue until it does", options.name());
            intake.leave();
        }
    }

    private void tryAgain(RuntimeException e) throws InterruptedException {
        LOG.warn("no work can be taken at present, trying again: {}", e.toString());
        closing.await(BEFORE_NEXT_TRY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void execute(WorkIntake.Taken taken) throws InterruptedException {
        WorkOffered work = taken.work();
        var execution = new Execution(work, UuidCreator.getTimeOrderedEpoch());
        present.set(execution);
        try {
            if (isClosing()) { // else close() has seen it
                return;
            }
            LOG.info(
                    "run {}: attempt {} from step {}",
                    work.run(),
                    execution.attempt(),
                    work.from().step());
            var log = new KafkaRunLog(outbox, execution, taken::accept);
            Outcome outcome =
                    executor.execute(work, execution.attempt(), log, execution.control(), execution.progress());
            LOG.info("run {}: {}", work.run(), outcome);
            switch (outcome) {
                case Outcome.HandedOver over -> offerAgain(execution, over);
                case Outcome.Dropped dropped -> outbox.discard();
                case Outcome.Completed done -> {}
                case Outcome.Paused paused -> {}
                case Outcome.Cancelled cancelled -> {}
                case Outcome.Failed failed -> {}
            }
            outbox.awaitEmpty(() -> abandoned);
        } finally {
            present.set(null);
        }
    }

    /** After the events of the attempt and as the tracker would do it: the next attempt follows this one. */
    private void offerAgain(Execution execution, Outcome.HandedOver over) throws InterruptedException {
        WorkOffered work = execution.work();
        var again = new WorkOffered(
                work.run(),
                work.spec(),
                Optional.of(execution.attempt()),
                Optional.of(over.checkpoint()),
                work.parent(),
                over.at());
        outbox.append(
                new ProducerRecord<>(Topics.WORK, work.run().toString(), MessageCodec.encode(again)), () -> abandoned);
    }

    private void hear(Command command) {
        Execution execution = present.get();
        if (execution != null && execution.obey(command)) {
            LOG.info("run {}: told to {}: {}", command.run(), command.kind().word(), command.reason());
            outbox.wake();
        }
    }

    /**
     * Ends {@link #run}: a run in hand is saved and offered again. If Kafka does not take that in time it is left to the tracker,
     * which finds it lost.
     */
    @Override
    public void close() {
        closing.countDown();
        end(RunControl.Ending.HAND_OVER, "its worker " + options.name() + " stops");
        try {
            if (started.get() && !ended.await(TO_HAND_OVER.toMillis(), TimeUnit.MILLISECONDS)) {
                abandoned = true;
                end(RunControl.Ending.DROP, "Kafka did not take the run's last events in time");
                if (!ended.await(TO_LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("worker {} does not end; it is left behind", options.name());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        outbox.close();
    }

    private void end(RunControl.Ending ending, String reason) {
        Execution execution = present.get();
        if (execution != null) {
            execution.control().end(ending, reason);
        }
        outbox.wake();
    }
}
