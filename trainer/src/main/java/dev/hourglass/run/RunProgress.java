package dev.hourglass.run;

import java.util.OptionalLong;

/** How far a run is; written by the run after every step, read by heartbeats and progress bars. */
public final class RunProgress {

    private volatile OptionalLong target = OptionalLong.empty();
    private volatile long step;
    private volatile double tau;

    void begin(long from, double tauThere, OptionalLong to) {
        at(from, tauThere);
        target = to;
    }

    void at(long newStep, double newTau) {
        tau = newTau;
        step = newStep;
    }

    public long step() {
        return step;
    }

    /** Of this step, or of one just beside it. */
    public double tau() {
        return tau;
    }

    /** The step at which the run stops; empty while it is not known, or if the run stops by something else. */
    public OptionalLong target() {
        return target;
    }
}
