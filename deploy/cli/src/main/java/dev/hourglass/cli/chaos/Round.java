package dev.hourglass.cli.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Faults that befall a fleet together: one member is frozen for longer than any session lasts, and meanwhile others are killed.
 *
 * @param frozen its name
 * @param killed their names
 */
record Round(String frozen, List<String> killed) {

    private static final int KILLED = 3;

    int faults() {
        return 1 + killed.size();
    }

    /** In an order drawn from the seed; no member is spared for long, in either way. */
    static List<Round> draw(long seed, List<String> members, int faults) {
        var random = new Random(seed);
        var toFreeze = new Deck(members, random);
        var toKill = new Deck(members, random);
        List<Round> rounds = new ArrayList<>();
        for (int n = 0; n < faults; n += 1 + KILLED) {
            String frozen = toFreeze.next(List.of());
            List<String> killed = new ArrayList<>();
            while (killed.size() < KILLED) {
                List<String> hit = new ArrayList<>(killed);
                hit.add(frozen);
                killed.add(toKill.next(hit));
            }
            rounds.add(new Round(frozen, List.copyOf(killed)));
        }
        return rounds;
    }

    /** Deals each card before any again, but those it must not. */
    private static final class Deck {
        private final List<String> all;
        private final Random random;
        private final List<String> left = new ArrayList<>();

        Deck(List<String> all, Random random) {
            this.all = all;
            this.random = random;
        }

        String next(List<String> not) {
            while (left.stream().allMatch(not::contains)) {
                List<String> more = new ArrayList<>(all);
                Collections.shuffle(more, random);
                left.addAll(more);
            }
            String card =
                    left.stream().filter(c -> !not.contains(c)).findFirst().orElseThrow();
            left.remove(card);
            return card;
        }
    }

    @Override
    public String toString() {
        return "freeze " + frozen + ", kill " + String.join(", ", killed);
    }
}
