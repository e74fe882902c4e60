package dev.hourglass.cli.chaos;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tells made-up families to the log, in a thread of its own: each one as fast as it goes, as many as it is allowed. */
public final class Publishing implements AutoCloseable {

    private final long seed;
    private final LogWriter log;
    private final Semaphore allowed = new Semaphore(0);
    private final FutureTask<Integer> families = new FutureTask<>(this::publish);
    private volatile boolean ending;

    public Publishing(long seed, String bootstrapServers) {
        this.seed = seed;
        this.log = new LogWriter(bootstrapServers);
        Thread.ofPlatform().daemon().name("made-up events").start(families);
    }

    public void allow(int more) {
        allowed.release(more);
    }

    /** Waits until all that is allowed is in the log. */
    public Published end() throws InterruptedException {
        ending = true;
        allowed.release();
        try {
            return new Published(families.get(), log.flush());
        } catch (ExecutionException e) {
            throw new IllegalStateException("made-up events: " + e.getCause(), e);
        }
    }

    public record Published(int families, long events) {}

    private int publish() throws InterruptedException {
        int number = 0;
        while (true) {
            allowed.acquire();
            if (ending && allowed.availablePermits() == 0) {
                return number;
            }
            new MadeUpFamily(seed, number++).tell(this::write);
        }
    }

    private void write(Envelope envelope) {
        ProducerRecord<String, byte[]> record = EventCodec.encode(Topics.EVENTS, envelope);
        log.write(new ProducerRecord<>(
                record.topic(),
                null,
                record.timestamp(),
                record.key().getBytes(StandardCharsets.UTF_8),
                record.value(),
                record.headers()));
    }

    @Override
    public void close() {
        families.cancel(true);
        log.close();
    }
}
