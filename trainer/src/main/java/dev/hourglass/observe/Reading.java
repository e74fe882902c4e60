package dev.hourglass.observe;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/** A quantity that the moment alone tells. */
record Reading(Quantity quantity, ToDoubleFunction<Moment> value) implements Observer {

    @Override
    public double measure(Moment moment) {
        return value.applyAsDouble(moment);
    }

    @Override
    public Optional<Schedule> attendance() {
        return Optional.empty();
    }

    @Override
    public void attend(Moment moment) {}

    @Override
    public Optional<DMatrixRMaj> state() {
        return Optional.empty();
    }

    @Override
    public void restore(DMatrixRMaj state) {
        throw new IllegalArgumentException(quantity.wireName() + " remembers nothing, but was given " + state);
    }
}
