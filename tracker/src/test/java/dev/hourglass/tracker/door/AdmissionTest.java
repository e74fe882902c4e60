package dev.hourglass.tracker.door;

import static dev.hourglass.tracker.door.Doors.admission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.tracker.door.Admission.Verdict;
import io.quarkus.runtime.StartupEvent;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

    private static final Optional<String> NONE = Optional.empty();
    private static final Verdict WELCOME = new Verdict.Welcome();

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.168.0.7", "tracker.example", "localhost.example"})
    void on_the_network_people_sign_in_and_it_does_not_start_open(String host) {
        assertThat(admission(host, Optional.empty()).isOpen()).isFalse();
        assertThatCode(() -> admission(host, Optional.empty()).refuseToBeExposed(new StartupEvent()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> admission(host, Optional.of(SignIn.OPEN)).refuseToBeExposed(new StartupEvent()))
                .isInstanceOf(ExposedToTheNetwork.class)
                .hasMessageContaining(host)
                .hasMessageContaining("hourglass.sign-in")
                .hasMessageContaining("hourglass.first-token-file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
    void on_loopback_it_is_open_unless_told_otherwise(String host) {
        Admission open = admission(host, Optional.empty());
        assertThatCode(() -> open.refuseToBeExposed(new StartupEvent())).doesNotThrowAnyException();
        assertThat(open.isOpen()).isTrue();
        assertThat(open.judge("localhost:8080", NONE)).isEqualTo(WELCOME);
        assertThat(admission(host, Optional.of(SignIn.REQUIRED)).isOpen()).isFalse();
    }

    @Test
    void where_people_sign_in_only_the_tracker_s_own_pages_may_ask() {
        Admission guarded = admission("0.0.0.0", Optional.empty());
        assertThat(guarded.judge("hub:80", NONE)).isEqualTo(WELCOME);
        assertThat(guarded.judge("hub:80", Optional.of("http://hub:80"))).isEqualTo(WELCOME);
        assertThat(guarded.judge("hub:80", Optional.of("http://evil.example"))).isNotEqualTo(WELCOME);
        assertThat(guarded.judge("hub:80", Optional.of("null"))).isNotEqualTo(WELCOME);
    }

    @Test
    void a_name_that_only_looks_like_this_machine_is_a_stranger() {
        Admission open = admission("127.0.0.1", Optional.empty());
        for (String host :
                new String[] {"localhost.evil.example", "127.0.0.1.evil.example", "", "evil", "127.0.0.1@evil"}) {
            assertThat(open.judge(host, NONE)).as(host).isInstanceOf(Verdict.TurnedAway.class);
        }
    }
}
