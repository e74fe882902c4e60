package dev.hourglass.dynamics;

import dev.hourglass.model.LearningSystem;
import dev.hourglass.model.Weights;
import java.util.Arrays;
import org.apache.commons.rng.RandomProviderState;
import org.apache.commons.rng.RestorableUniformRandomProvider;

/**
 * Gradient descent at a constant rate, by minibatches or by all examples.
 *
 * <pre>
 *   w = w - eta mean over the batch of dE/dw
 * </pre>
 *
 * A minibatch is drawn anew at every step, without replacement within it. The batch is a set: it is handed on in ascending
 * order, so that the system reads its memory forward.
 */
public final class Sgd implements Dynamics {

    private final LearningSystem system;
    private final double eta;
    private final RestorableUniformRandomProvider random;
    private final Weights gradient;
    private final boolean[] drawn;
    private final int[] batch;

    /**
     * @param eta learning rate, of the loss in nats summed over the output units
     * @param minibatch examples a step, 1 .. system.examples(); all of them is the full gradient and draws nothing
     * @param random the stream of the minibatches; this object alone draws from it
     */
    public Sgd(LearningSystem system, double eta, int minibatch, RestorableUniformRandomProvider random) {
        if (minibatch < 1 || minibatch > system.examples()) {
            throw new IllegalArgumentException(
                    "minibatch is " + minibatch + "; the data have " + system.examples() + " examples");
        }
        if (!(eta > 0) || Double.isInfinite(eta)) {
            throw new IllegalArgumentException("eta is " + eta + "; a learning rate is positive and finite");
        }
        this.system = system;
        this.eta = eta;
        this.random = random;
        this.gradient = system.weights().like();
        this.drawn = new boolean[system.examples()];
        this.batch = new int[minibatch];
        if (isFull()) {
            Arrays.setAll(batch, i -> i);
        }
    }

    /** With the gradient over all examples. */
    public static Sgd full(LearningSystem system, double eta, RestorableUniformRandomProvider random) {
        return new Sgd(system, eta, system.examples(), random);
    }

    @Override
    public void step() {
        draw();
        system.gradient(batch, batch.length, gradient);
        double[] w = system.weights().values();
        double[] g = gradient.values();
        for (int i = 0; i < w.length; i++) {
            w[i] -= eta * g[i];
        }
        system.constrain();
    }

    @Override
    public double rate() {
        return eta;
    }

    @Override
    public int[] nextBatch() {
        RandomProviderState before = random.saveState();
        draw();
        random.restoreState(before);
        return batch;
    }

    private boolean isFull() {
        return batch.length == drawn.length;
    }

    /** Floyd's sampling: one draw a member, and the whole state is in the stream (a shuffled deck would be state of its own). */
    private void draw() {
        if (isFull()) {
            return;
        }
        Arrays.fill(drawn, false);
        for (int last = drawn.length - batch.length; last < drawn.length; last++) {
            int candidate = random.nextInt(last + 1);
            drawn[drawn[candidate] ? last : candidate] = true;
        }
        for (int example = 0, i = 0; i < batch.length; example++) {
            if (drawn[example]) {
                batch[i++] = example;
            }
        }
    }
}
