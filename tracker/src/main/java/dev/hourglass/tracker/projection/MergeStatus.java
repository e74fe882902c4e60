package dev.hourglass.tracker.projection;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How far this tracker's gathering of chunks is. */
@Singleton
public final class MergeStatus {

    private final LongAdder gathered = new LongAdder();
    private final LongAdder points = new LongAdder();
    private final AtomicLong waiting = new AtomicLong();
    private final LongAdder looks = new LongAdder();

    void gathered(long chunks, long values) {
        gathered.add(chunks);
        points.add(values);
    }

    void waiting(long chunks) {
        waiting.set(chunks);
    }

    void looked() {
        looks.increment();
    }

    /** Looks for small chunks that ended with all of them gathered that could be. */
    public long looks() {
        return looks.sum();
    }

    /** Chunks of clocks that became part of larger ones since this tracker started. */
    public long gathered() {
        return gathered.sum();
    }

    /** Values written again for that. */
    public long values() {
        return points.sum();
    }

    /** Chunks of clocks that were still to be gathered when it was last looked. */
    public long waiting() {
        return waiting.get();
    }
}
