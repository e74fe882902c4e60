package dev.hourglass.tracker.live;

import dev.hourglass.events.Beat;
import dev.hourglass.events.Progress;
import dev.hourglass.events.codec.MessageCodec;
import dev.hourglass.events.codec.UndecodableRecordException;
import dev.hourglass.events.topics.Topics;
import dev.hourglass.tracker.kafka.KafkaClients;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** The last heartbeat of every attempt and worker that spoke within a minute. */
@Singleton
public final class Heartbeats implements TopicTail.Listener {

    /** After six missed beats of ten seconds nothing is known any more. */
    private static final Duration FRESH = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(250);

    private static final Logger LOG = Logger.getLogger(Heartbeats.class);

    private final Clock clock = Clock.systemUTC();
    private final Map<UUID, Heartbeat> byAttempt = new ConcurrentHashMap<>();
    private final Map<String, WorkerBeat> byWorker = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final CaughtUp caughtUp = new CaughtUp(System.nanoTime());
    private final TopicTail tail;

    /** Is told of each new heartbeat, on the reading thread: it must not wait. */
    public interface Listener {
        void heard(Heartbeat beat);
    }

    public Heartbeats(KafkaClients kafka) {
        tail = new TopicTail(Topics.PROGRESS, kafka, this);
    }

    public void start(@Observes StartupEvent event) {
        tail.start();
    }

    public void stop(@Observes ShutdownEvent event) {
        tail.close();
    }

    /** The last sign of life of this attempt; empty if it is a minute old. */
    public Optional<Heartbeat> of(UUID attempt) {
        return Optional.ofNullable(byAttempt.get(attempt)).filter(this::isFresh);
    }

    /** The last sign of life of every worker, whether it has a run or waits for one, by name. */
    public Collection<WorkerBeat> workers() {
        return byWorker.values().stream()
                .filter(beat -> isFresh(beat.at()))
                .sorted(Comparator.comparing(beat -> beat.beat().worker()))
                .toList();
    }

    /** Whether all that was said until {@code late} ago has been heard; if not, silence says nothing. */
    public boolean isHearing(Duration late) {
        return caughtUp.isWithin(late, System.nanoTime());
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** From what was said within the last minute, so that a tracker that has just started knows at once. */
    @Override
    public void begin(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        caughtUp.begin();
        long since = clock.instant().minus(FRESH).toEpochMilli();
        Map<TopicPartition, OffsetAndTimestamp> begin =
                consumer.offsetsForTimes(partitions.stream().collect(Collectors.toMap(p -> p, _ -> since)));
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp at = begin.get(partition);
            if (at == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, at.offset());
            }
        }
    }

    @Override
    public void turn(Consumer<String, byte[]> consumer) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
            try {
                Instant at = Instant.ofEpochMilli(message.timestamp());
                Beat beat = MessageCodec.decodeBeat(message.value());
                if (!beat.worker().isEmpty()) { // somebody's own program is no worker of ours
                    byWorker.put(beat.worker(), new WorkerBeat(beat, at));
                }
                if (beat instanceof Progress progress) {
                    take(new Heartbeat(progress, at));
                }
            } catch (UndecodableRecordException e) {
                LOG.warnf("%s offset %d: %s", message.topic(), message.offset(), e.getMessage());
            }
        }
        caughtUp.turn(consumer, System.nanoTime());
        byAttempt.values().removeIf(beat -> !isFresh(beat));
        byWorker.values().removeIf(beat -> !isFresh(beat.at()));
    }

    private void take(Heartbeat beat) {
        byAttempt.put(beat.progress().attempt(), beat);
        listeners.forEach(listener -> listener.heard(beat));
    }

    private boolean isFresh(Heartbeat beat) {
        return isFresh(beat.at());
    }

    private boolean isFresh(Instant at) {
        return at.isAfter(clock.instant().minus(FRESH));
    }
}
