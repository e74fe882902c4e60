package dev.hourglass.observe;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Displacement in units of the noise that drives it.
 *
 * <pre>
 *   Delta(tw, tw + t) = sum over steps of [D(step + 1) - D(step)] / Gamma(step)
 * </pre>
 *
 * Gamma is renewed every so many steps and held in between, so the sum over the steps between two renewals is one difference of
 * D. Hertz and Tyrcha 2024, eq. 7. Where Gamma is 0 the value is infinite or NaN.
 */
final class Aging implements Observer {

    private final Schedule renewals;

    /** Delta at the last renewal. */
    private double sum;

    /** D at the last renewal. */
    private double displacement;

    /** Gamma since the last renewal. Before the first one D is 0, so that any number but 0 would do. */
    private double noise = 1;

    /** @param gammaEvery steps between two renewals of Gamma; the paper's is 10,000 */
    Aging(long gammaEvery) {
        this.renewals = new Schedule.Every(gammaEvery);
    }

    @Override
    public Quantity quantity() {
        return Quantity.AGING;
    }

    @Override
    public double measure(Moment moment) {
        return sum + (moment.displacement() - displacement) / noise;
    }

    @Override
    public Optional<Schedule> attendance() {
        return Optional.of(renewals);
    }

    @Override
    public void attend(Moment moment) {
        sum = measure(moment);
        displacement = moment.displacement();
        noise = moment.gradientStatistics().noise();
    }

    @Override
    public Optional<DMatrixRMaj> state() {
        return Optional.of(new DMatrixRMaj(1, 3, true, sum, displacement, noise));
    }

    @Override
    public void restore(DMatrixRMaj state) {
        if (state.numRows != 1 || state.numCols != 3) {
            throw new IllegalArgumentException(
                    "aging remembers 1 x 3 numbers, not " + state.numRows + " x " + state.numCols);
        }
        sum = state.get(0);
        displacement = state.get(1);
        noise = state.get(2);
    }
}
