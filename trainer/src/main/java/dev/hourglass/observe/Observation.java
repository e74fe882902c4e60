package dev.hourglass.observe;

import java.util.List;

/**
 * What was recorded at one step.
 *
 * @param values one for each of {@link Observers#quantities}, NaN and infinities included
 */
public record Observation(
        List<Quantity> quantities, double[] values, List<Spectrum> spectra, List<Distribution> distributions) {

    /** @throws IllegalArgumentException if it was not recorded */
    public double value(Quantity quantity) {
        int i = quantities.indexOf(quantity);
        if (i < 0) {
            throw new IllegalArgumentException(quantity.wireName() + " is not among " + quantities);
        }
        return values[i];
    }
}
