package dev.hourglass.checkpoint;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.ejml.data.DMatrixRMaj;

/**
 * What the observers must remember.
 *
 * @param since the step that schedules count from and at which the reference was taken: the branch point, 0 for a root run
 * @param reference the weights at {@code since}, by name; empty if nothing is measured from them
 * @param states by observer; empty if none has a state
 */
public record ObserverStates(
        long since, SequencedMap<String, DMatrixRMaj> reference, SequencedMap<String, DMatrixRMaj> states) {

    /** For a run that observes nothing with a memory. */
    public static ObserverStates none(long since) {
        return new ObserverStates(since, new LinkedHashMap<>(), new LinkedHashMap<>());
    }
}
