package dev.hourglass.run;

/** How far a run is; written by the run after every step, read by heartbeats and progress bars. */
public final class RunProgress {

    private volatile long step;
    private volatile double tau;

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
}
