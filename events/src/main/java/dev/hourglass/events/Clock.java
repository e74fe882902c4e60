package dev.hourglass.events;

/**
 * When something was so, on the three clocks.
 *
 * @param step updates since the root of the lineage, from 0
 * @param tau proper time: the sum of the learning rates up to the step
 * @param wallMs UTC milliseconds by the recorder's clock; outside every equality of runs
 */
public record Clock(long step, double tau, long wallMs) {
    public Clock {
        Checks.notNegative("step", step);
    }
}
