package dev.hourglass.data;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Functional harmony as a random walk over the seven triads of one major or minor key. */
final class Harmony {

    /** Pitch classes 0..11: root, third, fifth. {@code bass} is the one the lowest voice takes. */
    record Triad(int root, int third, int fifth, int bass) {

        boolean has(int pitch) {
            int pitchClass = Math.floorMod(pitch, 12);
            return pitchClass == root || pitchClass == third || pitchClass == fifth;
        }
    }

    private static final int TONIC = 0;
    private static final int SUBDOMINANT = 3;
    private static final int DOMINANT = 4;

    private static final int[] MAJOR = {0, 2, 4, 5, 7, 9, 11};
    private static final int[] MINOR = {0, 2, 3, 5, 7, 8, 10};

    /** {@code WALK[from][to]} in percent: tonic to anywhere, subdominants to dominants, dominants home or to VI. */
    private static final int[][] WALK = {
        {10, 15, 5, 25, 25, 15, 5}, // I
        {5, 10, 0, 5, 65, 0, 15}, // II
        {0, 5, 5, 40, 0, 50, 0}, // III
        {20, 20, 0, 10, 40, 0, 10}, // IV
        {60, 0, 5, 5, 15, 15, 0}, // V
        {5, 35, 5, 30, 20, 5, 0}, // VI
        {80, 0, 5, 0, 10, 5, 0}, // VII
    };

    private final UniformRandomProvider random;
    private final int key;
    private final boolean minor;
    private int degree = TONIC;

    Harmony(UniformRandomProvider random) {
        this.random = random;
        this.key = random.nextInt(12);
        this.minor = random.nextInt(100) < 45;
    }

    /** Starts on I or V; ends on V-I, or before the last phrase sometimes on IV-V; the last chord sounds twice. */
    List<Triad> phrase(int beats, boolean last) {
        var triads = new ArrayList<Triad>(beats);
        degree = random.nextInt(100) < 75 ? TONIC : DOMINANT;
        triads.add(triad(degree));
        while (triads.size() < beats - 3) {
            if (random.nextInt(100) < 12) {
                triads.add(triads.getLast()); // a half note
            } else {
                degree = step(WALK[degree]);
                triads.add(triad(degree));
            }
        }
        boolean half = !last && random.nextInt(100) < 30;
        triads.add(rooted(half ? SUBDOMINANT : DOMINANT));
        Triad goal = rooted(half ? DOMINANT : TONIC);
        triads.add(goal);
        triads.add(goal);
        return triads;
    }

    private int step(int[] percent) {
        int left = random.nextInt(100);
        int to = 0;
        while (left >= percent[to]) {
            left -= percent[to++];
        }
        return to;
    }

    private Triad triad(int of) {
        Triad rooted = rooted(of);
        // A diminished triad stands on its third; others do now and then.
        boolean inverted = of == 6 || random.nextInt(100) < 22;
        return inverted ? new Triad(rooted.root, rooted.third, rooted.fifth, rooted.third) : rooted;
    }

    private Triad rooted(int of) {
        int root = pitchClass(of, of);
        return new Triad(root, pitchClass(of + 2, of), pitchClass(of + 4, of), root);
    }

    private int pitchClass(int scaleStep, int chordDegree) {
        int[] scale = minor ? MINOR : MAJOR;
        int step = scaleStep % scale.length;
        // In minor the dominants take the raised leading note.
        boolean raised = minor && step == 6 && (chordDegree == DOMINANT || chordDegree == 6);
        return (key + scale[step] + (raised ? 1 : 0)) % 12;
    }
}
