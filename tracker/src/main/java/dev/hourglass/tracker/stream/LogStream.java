package dev.hourglass.tracker.stream;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.codec.EventCodec;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.kafka.KafkaClients;
import dev.hourglass.tracker.live.Heartbeat;
import dev.hourglass.tracker.live.Heartbeats;
import dev.hourglass.tracker.live.TopicTail;
import dev.hourglass.tracker.publish.ProjectedOffsets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Tails the log and tells clients of an event once the projection has passed it. News is gathered for a quarter of a second, so
 * a run is told of at most four times in a second, however fast it is.
 */
@Singleton
public class LogStream implements TopicTail.Listener {

    private static final Logger LOG = Logger.getLogger(LogStream.class);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long GATHER_NANOS = Duration.ofMillis(250).toNanos();
    private static final long KEEP_ALIVE_NANOS = Duration.ofSeconds(15).toNanos();

    /** What waits for the projection; beyond it reading pauses, for the log keeps it. */
    private static final long MOST_WAITING_BYTES = 32 << 20;

    private final ProjectedOffsets projected;
    private final Telling telling;
    private final Heartbeats heartbeats;
    private final TopicTail tail;

    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final WaitingRecords waiting = new WaitingRecords();
    private final News news = new News();
    private final Map<Integer, Long> told = new HashMap<>();
    private final Map<Integer, Long> released = new HashMap<>();
    private long gatheredAt = System.nanoTime();
    private long keptAliveAt = System.nanoTime();

    LogStream(KafkaClients kafka, ProjectedOffsets projected, Telling telling, Heartbeats heartbeats) {
        this.projected = projected;
        this.telling = telling;
        this.heartbeats = heartbeats;
        this.tail = new TopicTail(Topics.EVENTS, kafka, this);
    }

    void start(@Observes StartupEvent event) {
        heartbeats.listen(this::progress);
        tail.start();
    }

    void stop(@Observes ShutdownEvent event) {
        subscribers.forEach(Subscriber::cut);
        tail.close();
    }

    /** How many listen. */
    public int clients() {
        subscribers.removeIf(Subscriber::isClosed);
        return subscribers.size();
    }

    /**
     * From now on the subscriber is told. What was gathered is told before: it holds points for those alone who were there.
     *
     * @return up to where others have been told: what lies before it the subscriber must get elsewhere
     */
    synchronized LogVector join(Subscriber subscriber) {
        if (!subscriber.interest().inEveryRun()) {
            flush();
        }
        subscribers.add(subscriber);
        return LogVector.of(told);
    }

    void leave(Subscriber subscriber) {
        subscriber.closed();
        subscribers.remove(subscriber);
    }

    /** From where it was, or where the read model is: whatever lies before, a client reads by itself. */
    @Override
    public synchronized void begin(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        waiting.clear();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        try {
            Map<Integer, Long> rows = projected.read();
            for (TopicPartition partition : partitions) {
                long end = ends.getOrDefault(partition, 0L);
                long row = rows.getOrDefault(partition.partition(), 0L);
                long from = Math.min(released.getOrDefault(partition.partition(), row), end);
                consumer.seek(partition, from);
                released.put(partition.partition(), from);
                told.putIfAbsent(partition.partition(), from);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not tell how far the read model is: " + e.getMessage(), e);
        }
    }

    @Override
    public void turn(Consumer<String, byte[]> consumer) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
            waiting.add(message);
        }
        Set<TopicPartition> all = consumer.assignment();
        if (waiting.bytes() > MOST_WAITING_BYTES) {
            consumer.pause(all);
        } else {
            consumer.resume(all);
        }
        if (!waiting.isEmpty()) {
            release();
        }
        if (System.nanoTime() - gatheredAt > GATHER_NANOS) {
            flush();
            gatheredAt = System.nanoTime();
        }
        keepAlive();
    }

    private void release() {
        try {
            release(projected.read());
        } catch (SQLException e) {
            LOG.debugf("PostgreSQL does not tell how far the read model is: %s", e.getMessage());
        }
    }

    /** In one go, too: who joins while nobody listens must not miss what was passed over for want of listeners. */
    private synchronized void release(Map<Integer, Long> passed) {
        boolean anybody = clients() > 0;
        Interests wanted = interests();
        waiting.release(passed, message -> {
            released.put(message.partition(), message.offset() + 1);
            if (anybody) {
                decode(message).ifPresent(envelope -> news.add(envelope.event(), wanted));
            }
        });
        if (!anybody) {
            news.clear();
            told.putAll(released);
        }
    }

    /** Tells all of them in one go, so that who joins meanwhile knows where the told part ends. */
    private synchronized void flush() {
        if (!news.isEmpty() && !subscribers.isEmpty()) {
            Told messages = telling.tell(news, interests());
            LogVector now = LogVector.of(released);
            for (Subscriber subscriber : subscribers) {
                if (news.tooManyPoints() && !subscriber.interest().inEveryRun()) {
                    subscriber.cut(); // it comes again and is told of its own share, or to read anew
                } else {
                    subscriber.offer(numbered(messages.forInterest(subscriber.interest()), now));
                }
            }
        }
        news.clear();
        told.putAll(released);
    }

    private Interests interests() {
        return Interests.of(subscribers.stream().map(Subscriber::interest).toList());
    }

    /** The id on the last only: who has that one has all. */
    static List<Message> numbered(List<Message> messages, LogVector id) {
        if (messages.isEmpty()) {
            return messages;
        }
        List<Message> numbered = new ArrayList<>(messages);
        numbered.add(numbered.removeLast().with(id));
        return numbered;
    }

    private void progress(Heartbeat beat) {
        if (!subscribers.isEmpty()) {
            List<Message> message = List.of(telling.progress(beat));
            subscribers.stream()
                    .filter(subscriber ->
                            subscriber.interest().inRun(beat.progress().run()))
                    .forEach(subscriber -> subscriber.offer(message));
        }
    }

    /** Proxies drop connections on which nothing moves; and a write is how a client's end is noticed. */
    private void keepAlive() {
        if (System.nanoTime() - keptAliveAt > KEEP_ALIVE_NANOS) {
            keptAliveAt = System.nanoTime();
            subscribers.forEach(Subscriber::keepAlive);
        }
    }

    static Optional<Envelope> decode(ConsumerRecord<String, byte[]> message) {
        try {
            return Optional.of(EventCodec.decode(message));
        } catch (UndecodableRecordException e) {
            return Optional.empty(); // the projection made a dead letter of it
        }
    }
}
