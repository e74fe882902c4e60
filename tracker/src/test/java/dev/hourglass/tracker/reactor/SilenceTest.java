package dev.hourglass.tracker.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.DerivedIds;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SilenceTest {

    private static final UUID ATTEMPT = DerivedIds.derive("attempt");

    @ParameterizedTest
    @ValueSource(longs = {0, -5, Long.MAX_VALUE - 10}) // the clock begins anywhere and wraps
    void is_counted_from_the_last_word(long zero) {
        var silence = new Silence(zero, 100);
        silence.turn(zero + 1, true);
        assertThat(silence.of(ATTEMPT, zero + 1)).isZero();
        silence.heard(ATTEMPT, zero + 20);
        silence.turn(zero + 50, true);
        assertThat(silence.of(ATTEMPT, zero + 50)).isEqualTo(30);
    }

    @Test
    void does_not_count_while_nothing_could_be_heard() {
        var silence = new Silence(0, 100);
        silence.of(ATTEMPT, 0);
        silence.turn(40, false);
        silence.turn(60, true);
        assertThat(silence.of(ATTEMPT, 60)).isEqualTo(20);
    }

    @Test
    void begins_anew_after_the_listener_itself_was_away() {
        var silence = new Silence(0, 100);
        silence.of(ATTEMPT, 0);
        silence.turn(90, true);
        assertThat(silence.of(ATTEMPT, 90)).isEqualTo(90);
        silence.turn(500, true);
        assertThat(silence.of(ATTEMPT, 500)).isZero();
    }

    @Test
    void is_not_broken_by_what_was_said_before_or_at_once() {
        var silence = new Silence(0, Long.MAX_VALUE);
        silence.of(ATTEMPT, 10);
        silence.heard(ATTEMPT, 12);
        assertThat(silence.spoke(ATTEMPT, 5)).isFalse();
        silence.heard(ATTEMPT, 16);
        assertThat(silence.spoke(ATTEMPT, 5)).isTrue();
    }
}
