package dev.hourglass.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records on their way to Kafka: bounded, in order, kept until acknowledged, sent again for as long as it takes. When a send
 * fails for good (or Kafka has forgotten the producer), a new producer sends everything that is not acknowledged once more, in
 * order: what arrives twice is known by its number, and nothing is missing in between.
 */
final class Outbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

    private static final Duration TO_END = Duration.ofSeconds(1);

    private static final class Entry {
        final ProducerRecord<String, byte[]> content;
        boolean acknowledged;

        Entry(ProducerRecord<String, byte[]> content) {
            this.content = content;
        }

        int bytes() {
            return content.value().length;
        }
    }

    private final Supplier<Producer<String, byte[]>> producers;
    private final long limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Entry> unsent = new ArrayDeque<>();
    private final Deque<Entry> inFlight = new ArrayDeque<>();
    private final Thread sender;
    private long bytes;
    private int generation;
    private boolean broken;
    private boolean closed;

    /** @param limit bytes of values that may wait; a single record may be larger */
    Outbox(Supplier<Producer<String, byte[]>> producers, long limit) {
        this.producers = producers;
        this.limit = limit;
        Producer<String, byte[]> first = producers.get(); // here, so that wrong settings fail the worker at its start
        this.sender = Thread.ofPlatform().name("outbox").start(() -> sendAll(first));
    }

    /**
     * Takes a record; waits while there is no room.
     *
     * @param unwanted looked at while it waits, see {@link #wake}
     * @return false if it was not taken because it was no longer wanted
     */
    boolean append(ProducerRecord<String, byte[]> content, BooleanSupplier unwanted) throws InterruptedException {
        var entry = new Entry(content);
        lock.lockInterruptibly();
        try {
            while (bytes > 0 && bytes + entry.bytes() > limit && !closed) {
                if (unwanted.getAsBoolean()) {
                    return false;
                }
                changed.await();
            }
            if (closed || unwanted.getAsBoolean()) {
                return false;
            }
            unsent.add(entry);
            bytes += entry.bytes();
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets those who wait look again whether they still want to. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what the producer does not have yet. */
    void discard() {
        lock.lock();
        try {
            unsent.forEach(entry -> bytes -= entry.bytes());
            unsent.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** @return whether everything appended so far was acknowledged before the caller lost interest */
    boolean awaitEmpty(BooleanSupplier lostInterest) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (bytes > 0 && !closed && !lostInterest.getAsBoolean()) {
                changed.await();
            }
            return bytes == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes that wait for their acknowledgement. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Does not wait for acknowledgements; see {@link #awaitEmpty}. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (!sender.join(TO_END)) { // it waits inside the producer, for Kafka
                sender.interrupt();
                sender.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendAll(Producer<String, byte[]> first) {
        Producer<String, byte[]> producer = first;
        try {
            while (awaitWork()) {
                if (isBroken()) {
                    nextGeneration();
                    producer.close(Duration.ZERO);
                    requeue();
                    producer = producers.get();
                } else {
                    send(producer);
                }
            }
        } catch (InterruptedException closing) {
            LOG.debug("interrupted to close");
        } finally {
            Thread.interrupted(); // a producer does not close on an interrupted thread, and this one ends here
            producer.close(Duration.ZERO);
        }
    }

    /** @return false at the end */
    private boolean awaitWork() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !broken && unsent.isEmpty()) {
                changed.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean isBroken() {
        lock.lock();
        try {
            return broken;
        } finally {
            lock.unlock();
        }
    }

    /** From here on, what the old producer still reports no longer counts. */
    private void nextGeneration() {
        lock.lock();
        try {
            generation++;
        } finally {
            lock.unlock();
        }
    }

    private void send(Producer<String, byte[]> producer) {
        Entry entry;
        int sentBy;
        lock.lock();
        try {
            if (unsent.isEmpty()) { // discarded meanwhile
                return;
            }
            entry = unsent.remove();
            inFlight.add(entry);
            sentBy = generation;
        } finally {
            lock.unlock();
        }
        try {
            producer.send(entry.content, (where, error) -> settled(entry, sentBy, error));
        } catch (RuntimeException e) {
            settled(entry, sentBy, e);
        }
    }

    private void requeue() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long left = BEFORE_NEXT_TRY.toNanos(); left > 0 && !closed; ) {
                left = changed.awaitNanos(left);
            }
            while (!inFlight.isEmpty()) {
                unsent.addFirst(inFlight.removeLast());
            }
            broken = false;
        } finally {
            lock.unlock();
        }
    }

    private void settled(Entry entry, int sentBy, @Nullable Exception error) {
        lock.lock();
        try {
            if (sentBy != generation || closed) {
                return;
            }
            if (error == null) {
                entry.acknowledged = true;
                while (!inFlight.isEmpty() && inFlight.getFirst().acknowledged) {
                    bytes -= inFlight.removeFirst().bytes();
                }
            } else if (!broken) {
                LOG.warn("Kafka did not take a record, all that is unacknowledged is sent again: {}", error.toString());
                broken = true;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
