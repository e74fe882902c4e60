package dev.hourglass.tracker.stream;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of the log that the projection has not passed yet, in their order. */
final class WaitingRecords {

    /** What a record's objects take beside its value: key, headers, their names. */
    private static final long RECORD_BYTES = 1_500;

    private final Map<Integer, Queue<ConsumerRecord<String, byte[]>>> partitions = new HashMap<>();
    private long bytes;

    void add(ConsumerRecord<String, byte[]> message) {
        partitions.computeIfAbsent(message.partition(), _ -> new ArrayDeque<>()).add(message);
        bytes += size(message);
    }

    /** @param passed next offsets by partition */
    void release(Map<Integer, Long> passed, Consumer<ConsumerRecord<String, byte[]>> each) {
        partitions.forEach((partition, queue) -> {
            long next = passed.getOrDefault(partition, 0L);
            for (var head = queue.peek(); head != null && head.offset() < next; head = queue.peek()) {
                queue.remove();
                bytes -= size(head);
                each.accept(head);
            }
        });
    }

    boolean isEmpty() {
        return partitions.values().stream().allMatch(Queue::isEmpty);
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        partitions.clear();
        bytes = 0;
    }

    private static long size(ConsumerRecord<String, byte[]> message) {
        return Math.max(0, message.serializedValueSize()) + RECORD_BYTES;
    }
}
