package dev.hourglass.tracker.door;

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
    @ValueSource(strings = {"0.0.0.0", "192.168.0.7", "tracker.example"})
    void on_the_network_it_does_not_start_without_a_token(String host) {
        assertThatThrownBy(() -> admission(host, NONE, false).refuseToBeExposed(new StartupEvent()))
                .isInstanceOf(ExposedToTheNetwork.class)
                .hasMessageContaining(host)
                .hasMessageContaining("hourglass.token")
                .hasMessageContaining("hourglass.open-on-network");
        assertThatCode(() -> admission(host, Optional.of("secret"), false).refuseToBeExposed(new StartupEvent()))
                .doesNotThrowAnyException();
        assertThatCode(() -> admission(host, NONE, true).refuseToBeExposed(new StartupEvent()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1"})
    void on_loopback_it_is_open(String host) {
        assertThatCode(() -> admission(host, NONE, false).refuseToBeExposed(new StartupEvent()))
                .doesNotThrowAnyException();
        assertThat(admission(host, NONE, false).judge("localhost:8080", NONE, NONE, true))
                .isEqualTo(WELCOME);
    }

    @Test
    void with_a_token_only_who_has_it_may_ask() {
        Admission guarded = admission("0.0.0.0", Optional.of("secret"), false);
        assertThat(guarded.judge("hub:80", NONE, Optional.of("secret"), true)).isEqualTo(WELCOME);
        assertThat(guarded.judge("hub:80", NONE, NONE, false))
                .as("the pages themselves")
                .isEqualTo(WELCOME);
        assertThat(status(guarded.judge("hub:80", NONE, NONE, true))).isEqualTo(401);
        assertThat(status(guarded.judge("hub:80", NONE, Optional.of("guess"), true)))
                .isEqualTo(401);
        assertThat(status(guarded.judge("hub:80", Optional.of("http://evil.example"), Optional.of("secret"), true)))
                .isEqualTo(403);
        assertThat(guarded.judge("hub:80", Optional.of("http://hub:80"), Optional.of("secret"), true))
                .isEqualTo(WELCOME);
    }

    @Test
    void a_name_that_only_looks_like_this_machine_is_a_stranger() {
        Admission open = admission("127.0.0.1", NONE, false);
        for (String host :
                new String[] {"localhost.evil.example", "127.0.0.1.evil.example", "", "evil", "127.0.0.1@evil"}) {
            assertThat(status(open.judge(host, NONE, NONE, true))).as(host).isEqualTo(403);
        }
    }

    private static int status(Verdict verdict) {
        return verdict instanceof Verdict.TurnedAway away ? away.status() : 200;
    }

    private static Admission admission(String host, Optional<String> token, boolean open) {
        return new Admission(host, new DoorConfig() {
            @Override
            public Optional<String> token() {
                return token;
            }

            @Override
            public boolean openOnNetwork() {
                return open;
            }

            @Override
            public Limits limits() {
                throw new UnsupportedOperationException();
            }
        });
    }
}
