package dev.hourglass.checkpoint;

import dev.hourglass.engine.RandomStreams;
import dev.hourglass.engine.RandomStreams.Purpose;
import java.util.EnumMap;
import java.util.Map;

/**
 * The whole state of a run at one step: what follows depends on nothing else but the spec and the data.
 *
 * @param step updates since the root of the lineage
 * @param tau proper time: the sum of the learning rates up to the step
 * @param random the states of all streams; not modified
 */
public record Checkpoint(
        long step, double tau, SystemState system, Map<Purpose, byte[]> random, ObserverStates observers) {

    public Checkpoint {
        random = Map.copyOf(random);
        if (random.size() != Purpose.values().length) {
            throw new IllegalArgumentException("the random streams " + random.keySet() + " are not all there are");
        }
    }

    /** The present states of all streams. */
    public static Map<Purpose, byte[]> states(RandomStreams streams) {
        var states = new EnumMap<Purpose, byte[]>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            states.put(purpose, streams.state(purpose));
        }
        return states;
    }

    /** Puts the streams where they were. */
    public void restoreRandom(RandomStreams streams) {
        random.forEach(streams::restore);
    }
}
