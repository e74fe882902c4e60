package dev.hourglass.tracker.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One client of the stream. Messages wait here while it reads; one that reads too slowly is cut off, so that it can hold up
 * nobody and fill no memory. It may come again with the last id it got.
 */
final class Subscriber {

    static final int MOST_MESSAGES = 2_000;
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
    private final Deque<Message> waiting = new ArrayDeque<>();
    private int bytes;
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
    }

    void offer(List<Message> messages) {
        boolean overflow;
        synchronized (this) {
            if (closed) {
                return;
            }
            messages.forEach(this::append);
            overflow = waiting.size() > MOST_MESSAGES || bytes > MOST_BYTES;
        }
        if (overflow) {
            cut();
        } else {
            pump();
        }
    }

    /** Lets go of what was held back, behind what was missed before it. */
    void release(List<Message> missed) {
        synchronized (this) {
            held = false;
            missed.reversed().forEach(message -> {
                waiting.addFirst(message);
                bytes += message.size();
            });
        }
        pump();
    }

    void cut() {
        closed();
        line.cut();
    }

    private void append(Message message) {
        waiting.add(message);
        bytes += message.size();
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
        Message next = waiting.removeFirst();
        bytes -= next.size();
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
