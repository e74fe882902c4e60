package dev.hourglass.tracker.stream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One client of the stream. Messages wait here while it reads; one that says how something is now takes the place of an earlier
 * one about the same. Who reads too slowly all the same is cut off, so that it can hold up nobody and fill no memory. It may come
 * again with the last id it got.
 */
final class Subscriber {

    /** What may wait beside the largest burst: news of very many runs at once is nobody's slowness. */
    static final int MOST_BYTES = 8 << 20;

    /** The connection. */
    interface Line {
        /** @return done when the client's side has taken it */
        CompletionStage<?> send(Message message);

        /** Ends it, without waiting for the client. */
        void cut();
    }

    private final Interest interest;
    private final Line line;
    /** By what they are about; a message that stands for itself has a key of its own. */
    private final SequencedMap<Object, Message> waiting = new LinkedHashMap<>();

    private long bytes;
    /** The most that was offered at once since nothing waited. */
    private long burst;

    private boolean sending;
    private boolean held;
    private boolean closed;

    /** @param held keeps what is offered back until {@link #release} */
    Subscriber(Interest interest, Line line, boolean held) {
        this.interest = interest;
        this.line = line;
        this.held = held;
    }

    Interest interest() {
        return interest;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** The connection is gone. */
    synchronized void closed() {
        closed = true;
        waiting.clear();
        bytes = 0;
    }

    void offer(List<Message> messages) {
        synchronized (this) {
            if (closed) {
                return;
            }
            append(messages);
        }
        pump();
        if (isTooSlow()) {
            cut();
        }
    }

    /** Writes something if there is nothing else to write. */
    void keepAlive() {
        synchronized (this) {
            if (closed || held || !waiting.isEmpty()) {
                return;
            }
            append(Message.keepAlive());
        }
        pump();
    }

    /** Lets go of what was held back, behind what was missed before it. */
    void release(List<Message> missed) {
        synchronized (this) {
            if (closed) {
                return;
            }
            held = false;
            List<Message> later = List.copyOf(waiting.values());
            waiting.clear();
            bytes = 0;
            append(missed);
            append(later);
        }
        pump();
    }

    void cut() {
        closed();
        line.cut();
    }

    private void append(List<Message> messages) {
        messages.forEach(this::append);
        burst = Math.max(burst, messages.stream().mapToLong(Message::size).sum());
    }

    private void append(Message message) {
        Object key = message.about().<Object>map(Function.identity()).orElseGet(Object::new);
        Message earlier = waiting.get(key);
        if (earlier == null) {
            waiting.put(key, message);
            bytes += message.size();
            return;
        }
        // In the earlier one's place, with its id: what says how far all is told belongs to the end of the queue.
        waiting.put(key, message.with(earlier.id()));
        bytes += message.size() - earlier.size();
        if (message.id().isPresent()) {
            Map.Entry<Object, Message> last = Objects.requireNonNull(waiting.lastEntry());
            waiting.put(last.getKey(), last.getValue().with(message.id()));
        }
    }

    private synchronized boolean isTooSlow() {
        return bytes > MOST_BYTES + burst;
    }

    /** One at a time; a loop where sending is done at once, so that a long queue is no deep stack. */
    private void pump() {
        for (Message next = take(); next != null; next = take()) {
            CompletionStage<?> sent = line.send(next);
            if (!sent.toCompletableFuture().isDone()) {
                sent.whenComplete((_, failure) -> {
                    if (settled(failure == null)) {
                        pump();
                    }
                });
                return;
            }
            if (!settled(!sent.toCompletableFuture().isCompletedExceptionally())) {
                return;
            }
        }
    }

    private synchronized @Nullable Message take() {
        if (sending || held || closed || waiting.isEmpty()) {
            return null;
        }
        sending = true;
        Message next = Objects.requireNonNull(waiting.pollFirstEntry()).getValue();
        bytes -= next.size();
        burst = waiting.isEmpty() ? 0 : burst;
        return next;
    }

    private boolean settled(boolean well) {
        synchronized (this) {
            sending = false;
        }
        if (!well) {
            cut();
        }
        return well;
    }
}
