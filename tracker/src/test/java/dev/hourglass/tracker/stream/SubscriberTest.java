package dev.hourglass.tracker.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SubscriberTest {

    private static final Interest ALL = Interest.of(Set.of(), Optional.empty(), Optional.empty());

    /** A line whose other end takes a message when it is told to. */
    private static final class HandLine implements Subscriber.Line {
        final List<String> sent = new ArrayList<>();
        final List<String> ids = new ArrayList<>();
        boolean cut;
        boolean prompt;
        CompletableFuture<Void> last = new CompletableFuture<>();

        @Override
        public CompletionStage<?> send(Message message) {
            sent.add(message.data());
            ids.add(message.id().map(LogVector::toString).orElse(""));
            last = prompt ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
            return last;
        }

        @Override
        public void cut() {
            cut = true;
        }
    }

    private final HandLine line = new HandLine();
    private final Subscriber subscriber = new Subscriber(ALL, line, true);

    @Test
    void what_was_missed_comes_before_what_was_held_back() {
        subscriber.offer(List.of(Message.of("run", "later")));
        assertThat(line.sent).isEmpty();
        line.prompt = true;
        subscriber.release(List.of(Message.of("run", "first"), Message.of("run", "second")));
        assertThat(line.sent).containsExactly("first", "second", "later");
    }

    @Test
    void one_message_is_on_its_way_at_a_time() {
        subscriber.release(List.of());
        subscriber.offer(List.of(Message.of("run", "a"), Message.of("run", "b")));
        assertThat(line.sent).containsExactly("a");
        line.last.complete(null);
        assertThat(line.sent).containsExactly("a", "b");
    }

    @Test
    void who_reads_too_slowly_is_cut_off_and_holds_nothing() {
        subscriber.release(List.of());
        Message some = Message.of("points", "x".repeat(10_000));
        for (int i = 0; i < Subscriber.MOST_BYTES / some.size() + 3; i++) {
            assertThat(line.cut).isFalse();
            subscriber.offer(List.of(some));
        }
        assertThat(line.cut).isTrue();
        assertThat(subscriber.isClosed()).isTrue();
        subscriber.offer(List.of(Message.of("points", "more")));
        assertThat(line.sent).hasSize(1);
    }

    @Test
    void a_burst_however_large_cuts_nobody_off_by_itself() {
        subscriber.release(List.of());
        Message large = Message.of("points", "x".repeat(1 << 20));
        subscriber.offer(Collections.nCopies(20, large));
        subscriber.offer(List.of(large, large));
        assertThat(line.cut).isFalse();
        for (int i = 0; i < 22; i++) {
            line.last.complete(null);
        }
        assertThat(line.sent).hasSize(22);
    }

    @Test
    void of_what_says_how_a_run_is_the_latest_is_told_and_the_id_stays_last() {
        subscriber.offer(List.of(
                run("a", "a1"), Message.of("points", "p1"), run("b", "b1").with(id(1))));
        subscriber.release(List.of(run("b", "b0"), run("c", "c0").with(id(0))));
        subscriber.offer(List.of(run("c", "c2"), run("a", "a2").with(id(2))));
        line.prompt = true;
        line.last.complete(null);
        assertThat(line.sent).containsExactly("b1", "c2", "a2", "p1");
        assertThat(line.ids).containsExactly("", "0:0", "", "0:2");
        line.prompt = false;
        for (int i = 0; i < 10_000; i++) {
            subscriber.offer(List.of(run("a", "x".repeat(10_000))));
        }
        assertThat(line.cut).isFalse();
    }

    private static Message run(String id, String data) {
        return Message.now("run", id, data);
    }

    private static LogVector id(long offset) {
        return LogVector.of(Map.of(0, offset));
    }

    @Test
    void a_long_queue_that_is_taken_at_once_is_no_deep_stack() {
        line.prompt = true;
        subscriber.release(Collections.nCopies(100_000, Message.of("run", "x")));
        assertThat(line.sent).hasSize(100_000);
    }

    @Test
    void a_line_that_fails_is_cut() {
        subscriber.release(List.of(Message.of("run", "a")));
        line.last.completeExceptionally(new IllegalStateException("gone"));
        assertThat(line.cut).isTrue();
    }
}
