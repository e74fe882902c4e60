package dev.hourglass.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.checkpoint.Checkpoint;
import dev.hourglass.checkpoint.ObserverStates;
import dev.hourglass.checkpoint.SystemState;
import dev.hourglass.checkpoint.UnfitStateException;
import dev.hourglass.data.DataFolders;
import dev.hourglass.data.DataSource;
import dev.hourglass.data.Dataset;
import dev.hourglass.dynamics.Sgd;
import dev.hourglass.engine.Kernels;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import dev.hourglass.model.recurrent.DeepRecurrent;
import dev.hourglass.model.recurrent.DeltaRule;
import dev.hourglass.spec.InvalidSpecException;
import dev.hourglass.spec.Spec;
import dev.hourglass.spec.SpecParser;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposerTest {

    /** One network for all tests: it has learned one short piece by heart. */
    private static final Spec SPEC = spec(30);

    private static final Dataset DATA =
            new DataSource(new DataFolders(Optional.empty(), Optional.empty(), Path.of("nowhere"))).load(SPEC.data());
    private static final Checkpoint LEARNED = learned();

    @Test
    void who_knows_a_piece_by_heart_plays_it_from_its_first_chord() {
        boolean[][] piece = DATA.sequences().pieces().getFirst();
        boolean[][] played =
                Composer.of(SPEC, DATA, LEARNED, "memory").compose(0, piece.length, new KeyChoice.Thresholded());
        for (int t = 0; t < piece.length; t++) {
            assertThat(played[t]).as("chord %d", t).isEqualTo(piece[t]);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_seed_gives_the_same_piece_again_and_another_seed_another(long seed) {
        Composer composer = Composer.of(SPEC, DATA, untrained(), "memory");
        boolean[][] once = composer.compose(0, 20, Composer.sampledBy(seed));
        assertThat(composer.compose(0, 20, Composer.sampledBy(seed))).isDeepEqualTo(once);
        assertThat(composer.compose(0, 20, Composer.sampledBy(seed + 1))[1]).isNotEqualTo(once[1]);
    }

    @Test
    void a_checkpoint_gives_the_same_piece_again() {
        Composer composer = Composer.of(SPEC, DATA, untrained(), "memory");
        assertThat(composer.compose(0, 20, Composer.sampledBy(LEARNED)))
                .isDeepEqualTo(composer.compose(0, 20, Composer.sampledBy(LEARNED)));
    }

    @Test
    void before_it_has_learned_every_key_is_as_likely_to_sound_as_not() {
        boolean[][] played = Composer.of(SPEC, DATA, untrained(), "memory").compose(0, 201, Composer.sampledBy(5));
        int sounding = 0;
        for (int t = 1; t < played.length; t++) {
            for (boolean key : played[t]) {
                sounding += key ? 1 : 0;
            }
        }
        // 10,800 fair tosses: 5400, standard deviation 52
        assertThat(sounding).isBetween(5140, 5660);
    }

    @Test
    void a_cold_choice_is_the_likeliest_and_a_temperature_of_one_is_the_plain_toss() {
        Composer composer = Composer.of(SPEC, DATA, LEARNED, "memory");
        boolean[][] likeliest = composer.compose(0, 20, new KeyChoice.Thresholded());
        assertThat(composer.compose(0, 20, Composer.chosenBy(LEARNED, OptionalLong.of(8), 0)))
                .isDeepEqualTo(likeliest);
        assertThat(composer.compose(0, 20, Composer.chosenBy(LEARNED, OptionalLong.of(8), 1e-9)))
                .isDeepEqualTo(likeliest);
        assertThat(composer.compose(0, 20, Composer.chosenBy(LEARNED, OptionalLong.empty(), 1)))
                .isDeepEqualTo(composer.compose(0, 20, Composer.sampledBy(LEARNED)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2, 1e9})
    void a_temperature_raises_the_odds_to_its_inverse(double temperature) {
        KeyChoice choice = Composer.chosenBy(LEARNED, OptionalLong.of(3), temperature);
        int tosses = 20_000;
        int sounding = 0;
        for (int i = 0; i < tosses; i++) {
            sounding += choice.sounds(0.8) ? 1 : 0;
        }
        double odds = Math.pow(4, 1 / temperature);
        double expected = odds / (1 + odds);
        // five standard deviations
        assertThat(sounding / (double) tosses).isCloseTo(expected, within(5 * 0.5 / Math.sqrt(tosses)));
        assertThat(choice.sounds(1)).isTrue();
        assertThat(choice.sounds(0)).isFalse();
    }

    @Test
    void a_checkpoint_of_another_network_is_refused() {
        assertThatThrownBy(() -> Composer.of(spec(31), DATA, LEARNED, "run.safetensors"))
                .isInstanceOf(UnfitStateException.class)
                .hasMessageContaining("run.safetensors");
    }

    @Test
    void a_piece_that_is_not_there_is_refused() {
        Composer composer = Composer.of(SPEC, DATA, untrained(), "memory");
        assertThatThrownBy(() -> composer.compose(1, 20, new KeyChoice.Thresholded()))
                .hasMessageContaining("no piece 1: choose 0 to 0");
        assertThatThrownBy(() -> composer.compose(0, 0, new KeyChoice.Thresholded()))
                .hasMessageContaining("at least 1");
    }

    private static Checkpoint learned() {
        DeepRecurrent network = network();
        Sgd descent = Sgd.full(network, 0.05, new RandomStreams(1).stream(Purpose.MINIBATCHES));
        for (int step = 0; step < 2000 && network.evaluate().accuracy() < 1; step++) {
            descent.step();
        }
        return checkpoint(network);
    }

    private static Checkpoint untrained() {
        return checkpoint(network());
    }

    private static Checkpoint checkpoint(DeepRecurrent network) {
        return new Checkpoint(
                0, 0, SystemState.of(network), Checkpoint.states(new RandomStreams(4)), ObserverStates.none(0));
    }

    private static DeepRecurrent network() {
        return new DeepRecurrent(
                DATA.sequences(),
                1,
                30,
                DeltaRule.EXACT,
                Kernels.named("ejml").kernel(),
                new RandomStreams(1).stream(Purpose.INITIAL_WEIGHTS));
    }

    private static Spec spec(int width) {
        try {
            return SpecParser.parseOne("""
                    experiment: e
                    system: {kind: deep-recurrent, depth: 1, width: %d}
                    data: {kind: synthetic-chorales, chorales: 1, seed: 3}
                    dynamics: {kind: gradient-descent, eta: 0.05, deltas: exact}
                    stop: {steps: 1}
                    """.formatted(width), "here");
        } catch (InvalidSpecException e) {
            throw new IllegalStateException(e);
        }
    }
}
