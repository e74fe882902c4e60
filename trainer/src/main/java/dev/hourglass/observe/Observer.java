package dev.hourglass.observe;

import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Measures one quantity. It draws no random number and changes nothing of the system, so that switching it on changes nothing
 * else of the run.
 */
sealed interface Observer permits Reading, Aging {

    Quantity quantity();

    /** The value now. Leaves the observer as it was, so that a value does not depend on when others were taken. */
    double measure(Moment moment);

    /** Steps, counted from the branch point, at which it must see the system though nothing may be recorded then. */
    Optional<Schedule> attendance();

    /** At each step of its {@link #attendance}, before the step is recorded. */
    void attend(Moment moment);

    /** What it must remember; empty if nothing. */
    Optional<DMatrixRMaj> state();

    /** @param state what {@link #state} gave */
    void restore(DMatrixRMaj state);
}
