package dev.hourglass.model.recurrent;

import java.util.Arrays;

/** Where delta(t+1), the error that comes back through time, is taken from (Hertz and Tyrcha 2024, B8 and B10). */
public enum DeltaRule {

    /** This step's own: backpropagation through time. */
    EXACT("exact", 0),

    /** The mean of the arrays of the two previous steps, zero before the first: the paper's choice. */
    STALE("stale", 2),

    /** The array of the previous step, zero before the first. */
    STALE_LAST("stale-last", 1);

    private final String name;
    private final int memory;

    DeltaRule(String name, int memory) {
        this.name = name;
        this.memory = memory;
    }

    /** As a spec names it. */
    public String specName() {
        return name;
    }

    /** How many earlier steps' arrays the next gradient depends on. */
    int memory() {
        return memory;
    }

    public static DeltaRule named(String name) {
        return Arrays.stream(values())
                .filter(rule -> rule.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no delta rule named " + name + " among "
                        + Arrays.stream(values()).map(DeltaRule::specName).toList()));
    }
}
