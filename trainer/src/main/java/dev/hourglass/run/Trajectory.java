package dev.hourglass.run;

import dev.hourglass.checkpoint.Checkpoint;
import dev.hourglass.checkpoint.SystemState;
import dev.hourglass.dynamics.Dynamics;
import dev.hourglass.engine.RandomStreams;
import dev.hourglass.model.LearningSystem;
import dev.hourglass.observe.Observers;

/** A system on its way: what moves it, what measures it, and how far it is. All of it goes into a checkpoint. */
final class Trajectory {

    private final LearningSystem system;
    private final RandomStreams random;
    private final Dynamics dynamics;
    private final Observers observers;
    private final boolean resumed;
    private long step;
    private double tau;

    /** @param resumed whether this step was seen already by the attempt that saved the checkpoint */
    Trajectory(
            LearningSystem system,
            RandomStreams random,
            Dynamics dynamics,
            Observers observers,
            boolean resumed,
            long step,
            double tau) {
        this.system = system;
        this.random = random;
        this.dynamics = dynamics;
        this.observers = observers;
        this.resumed = resumed;
        this.step = step;
        this.tau = tau;
    }

    /** One step. tau is the plain sum of the rates in the order of the steps, so that a resumed run's has the same bits. */
    void advance() {
        tau += dynamics.rate();
        dynamics.step();
        step++;
    }

    Checkpoint checkpoint() {
        return new Checkpoint(step, tau, SystemState.of(system), Checkpoint.states(random), observers.states());
    }

    LearningSystem system() {
        return system;
    }

    Observers observers() {
        return observers;
    }

    boolean isResumed() {
        return resumed;
    }

    long step() {
        return step;
    }

    double tau() {
        return tau;
    }
}
