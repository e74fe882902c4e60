package dev.hourglass.run;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.spec.Spec;
import java.util.UUID;

/** Hears how a training goes, on the training's thread. */
public interface TrainListener {

    /** A run begins or goes on. {@code progress} may be read at any time from any thread. */
    default void started(Event.RunCreated run, Spec spec, RunProgress progress) {}

    /** The event has been written. */
    default void recorded(Envelope envelope) {}

    default void ended(UUID run, Outcome outcome) {}
}
