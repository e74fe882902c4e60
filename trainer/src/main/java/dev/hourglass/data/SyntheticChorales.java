package dev.hourglass.data;

import dev.hourglass.blob.Sha256;
import dev.hourglass.data.Harmony.Triad;
import dev.hourglass.spec.Spec.DataSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Four-part chorales made by chance and rule, for machines without Bach's: phrases of eight quarter notes that walk through the
 * functions of a key and end in a cadence, voiced by the nearest allowed position. No passing notes, no modulation. The
 * numbers of chords are Bach's: 33 to 129.
 *
 * <p>The chorales depend on nothing but the seed and their own number, so fewer of them are the first of more, and the SHA-256 of
 * a spec's chorales is the same for ever.
 */
final class SyntheticChorales {

    static final String NAME = DataSpec.SyntheticChorales.KIND;
    static final int MOST = 1000;

    private static final int BEATS_A_PHRASE = 8;

    /** Phrases of a chorale; a final chord is added to them. Drawn evenly: most chorales have 6 to 8 phrases. */
    private static final int[] PHRASES = {4, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 10, 13, 16};

    private SyntheticChorales() {}

    static Dataset dataset(int count, long seed) {
        if (count < 1 || count > MOST) {
            throw new TooFewChoralesException(NAME, count, MOST);
        }
        List<List<List<Integer>>> chorales =
                IntStream.range(0, count).mapToObj(i -> chorale(seed, i)).toList();
        return new Dataset(NAME, provenance(chorales), true, PitchSteps.toKeys(chorales));
    }

    /** Steps of MIDI pitches, ascending; where two voices meet there are fewer than four. */
    static List<List<Integer>> chorale(long seed, int number) {
        UniformRandomProvider random = RandomSource.PHILOX_4X64.create(new long[] {seed, number, 0, 0, 0, 0});
        Harmony harmony = new Harmony(random);
        Voicing voicing = new Voicing(random);
        var steps = new ArrayList<List<Integer>>();
        int phrases = PHRASES[random.nextInt(PHRASES.length)];
        for (int phrase = 1; phrase <= phrases; phrase++) {
            for (Triad triad : harmony.phrase(BEATS_A_PHRASE, phrase == phrases)) {
                steps.add(voicing.next(triad));
            }
        }
        steps.add(steps.getLast()); // the last chord is held
        return steps;
    }

    private static String provenance(List<List<List<Integer>>> chorales) {
        return Sha256.hex(chorales.toString().replace(" ", "").getBytes(StandardCharsets.US_ASCII));
    }
}
