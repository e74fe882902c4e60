package dev.hourglass.tracker.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SubscriberTest {

    private static final Interest ALL = new Interest(Set.of(), Set.of());

    /** A line whose other end takes a message when it is told to. */
    private static final class HandLine implements Subscriber.Line {
        final List<String> sent = new ArrayList<>();
        boolean cut;
        boolean prompt;
        CompletableFuture<Void> last = new CompletableFuture<>();

        @Override
        public CompletionStage<?> send(Message message) {
            sent.add(message.data());
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
        for (int i = 0; i < Subscriber.MOST_MESSAGES + 2; i++) {
            subscriber.offer(List.of(Message.of("run", "x")));
        }
        assertThat(line.cut).isTrue();
        assertThat(subscriber.isClosed()).isTrue();
        subscriber.offer(List.of(Message.of("run", "more")));
        assertThat(line.sent).hasSize(1);
    }

    @Test
    void few_large_messages_are_too_much_as_well() {
        subscriber.release(List.of());
        String large = "x".repeat(1 << 20);
        for (int i = 0; i < 10; i++) {
            subscriber.offer(List.of(Message.of("run", large)));
        }
        assertThat(line.cut).isTrue();
    }

    @Test
    void a_long_queue_that_is_taken_at_once_is_no_deep_stack() {
        line.prompt = true;
        subscriber.release(java.util.Collections.nCopies(100_000, Message.of("run", "x")));
        assertThat(line.sent).hasSize(100_000);
    }

    @Test
    void a_line_that_fails_is_cut() {
        subscriber.release(List.of(Message.of("run", "a")));
        line.last.completeExceptionally(new IllegalStateException("gone"));
        assertThat(line.cut).isTrue();
    }
}
