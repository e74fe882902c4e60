package dev.hourglass.data;

import dev.hourglass.data.Harmony.Triad;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.jspecify.annotations.Nullable;

/**
 * Sets triads for four voices, each in its range: among all positions in order from bass to soprano, the one of least cost.
 * The costs are movement, missing notes, doubled thirds, wide gaps, parallel fifths and octaves, and a little chance.
 */
final class Voicing {

    /** Lowest and highest MIDI pitch of bass, tenor, alto, soprano: 90 % of Bach's notes in the encoding of the file. */
    private static final int[][] RANGE = {{50, 72}, {62, 79}, {69, 86}, {74, 93}};

    private static final int[] START = {60, 70, 77, 83};

    private final UniformRandomProvider random;
    private int[] now = START;
    private @Nullable Triad sounding;

    Voicing(UniformRandomProvider random) {
        this.random = random;
    }

    /** @return pitches, ascending, each once; the same triad again is held */
    List<Integer> next(Triad triad) {
        if (!triad.equals(sounding)) {
            now = best(triad);
            sounding = triad;
        }
        return IntStream.of(now).distinct().boxed().toList();
    }

    private int[] best(Triad triad) {
        int[] best = now;
        double least = Double.POSITIVE_INFINITY;
        for (int bass : notes(triad, 0)) {
            if (Math.floorMod(bass, 12) != triad.bass()) {
                continue;
            }
            for (int tenor : notes(triad, 1)) {
                for (int alto : notes(triad, 2)) {
                    for (int soprano : notes(triad, 3)) {
                        if (bass > tenor || tenor > alto || alto > soprano) {
                            continue;
                        }
                        int[] voices = {bass, tenor, alto, soprano};
                        double cost = cost(voices, triad);
                        if (cost < least) {
                            least = cost;
                            best = voices;
                        }
                    }
                }
            }
        }
        return best;
    }

    private static int[] notes(Triad triad, int voice) {
        return IntStream.rangeClosed(RANGE[voice][0], RANGE[voice][1])
                .filter(triad::has)
                .toArray();
    }

    private double cost(int[] voices, Triad triad) {
        double cost = 4 * random.nextDouble();
        // The bass may leap; the soprano should sing.
        double[] weight = {0.5, 1, 1, 1.2};
        for (int v = 0; v < 4; v++) {
            cost += weight[v] * Math.abs(voices[v] - now[v]);
        }
        // Without a pull to the middle the voices drift to the edge of their ranges and stay there.
        cost += 0.3 * Math.abs(voices[3] - START[3]) + 0.2 * Math.abs(voices[0] - START[0]);
        cost += count(voices, triad.third()) == 0 ? 8 : 3 * (count(voices, triad.third()) - 1);
        cost += count(voices, triad.fifth()) == 0 ? 4 : 0;
        cost += count(voices, triad.root()) == 0 ? 8 : 0;
        for (int v = 1; v < 4; v++) {
            cost += v > 1 && voices[v] - voices[v - 1] > 12 ? 6 : 0;
            cost += voices[v] == voices[v - 1] ? 3 : 0;
        }
        return cost + 5 * parallels(voices);
    }

    private static int count(int[] voices, int pitchClass) {
        int count = 0;
        for (int pitch : voices) {
            count += Math.floorMod(pitch, 12) == pitchClass ? 1 : 0;
        }
        return count;
    }

    private int parallels(int[] voices) {
        int count = 0;
        for (int low = 0; low < 3; low++) {
            for (int high = low + 1; high < 4; high++) {
                int interval = Math.floorMod(voices[high] - voices[low], 12);
                boolean perfect = interval == 0 || interval == 7;
                boolean same = interval == Math.floorMod(now[high] - now[low], 12);
                count += perfect && same && voices[low] != now[low] ? 1 : 0;
            }
        }
        return count;
    }
}
