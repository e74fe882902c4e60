package dev.hourglass.dynamics;

/**
 * Moves a system by one step at a time. A dynamics owns the random streams it draws from; between steps its whole state is in
 * the system and in those streams.
 */
public interface Dynamics {

    /** One update of the weights. Allocates nothing. */
    void step();

    /** What one step adds to the proper time tau: the learning rate of the step to come. */
    double rate();

    /**
     * The example numbers the next {@link #step} will use, without drawing them: measuring a step's gradient must not change
     * the run. Valid until the next call.
     */
    int[] nextBatch();
}
