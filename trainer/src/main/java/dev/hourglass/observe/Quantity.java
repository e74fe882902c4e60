package dev.hourglass.observe;

import dev.hourglass.events.Metric;
import java.util.Arrays;
import java.util.List;

/** The catalogue of what can be measured: one number a time. */
public enum Quantity {
    NLL("nll", "bits", false, "negative log-likelihood per output unit, mean over all examples"),

    ACCURACY("accuracy", "", false, "share of output units whose sign is the target's, over all examples"),

    GRADIENT_NORM(
            "gradientNorm",
            "nats",
            false,
            "Euclidean norm of the next batch's mean gradient over all weights, loss summed over the output units"),

    GRADIENT_NOISE(
            "gradientNoise",
            "nats^2",
            false,
            "Gamma: 1/p times the mean over weights of the variance of dE/dw over the next batch's p examples"),

    MSD("msd", "", true, "D: mean over all weights of the squared displacement since the branch point"),

    AGING(
            "aging",
            "1/nats^2",
            true,
            "Delta: the increments of D since the branch point, each divided by Gamma at its time, summed"),

    OVERLAP("overlap", "", true, "cosine of the angle between the weights and those at the branch point");

    private final String wireName;
    private final String unit;
    private final boolean fromReference;
    private final String description;

    Quantity(String wireName, String unit, boolean fromReference, String description) {
        this.wireName = wireName;
        this.unit = unit;
        this.fromReference = fromReference;
        this.description = description;
    }

    /** As specs, events and the API name it. */
    public String wireName() {
        return wireName;
    }

    /** Empty for a pure number. */
    public String unit() {
        return unit;
    }

    /** Measured from the weights at the branch point: begins there and is never inherited. */
    public boolean fromReference() {
        return fromReference;
    }

    /** One line for people. */
    public String description() {
        return description;
    }

    /** As events carry it. */
    public Metric metric() {
        return new Metric(wireName, fromReference);
    }

    /** @throws IllegalArgumentException for a name that is not in the catalogue; it lists those that are */
    public static Quantity named(String wireName) {
        return Arrays.stream(values())
                .filter(quantity -> quantity.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no metric '" + wireName + "', only " + names()));
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Quantity::wireName).toList();
    }
}
