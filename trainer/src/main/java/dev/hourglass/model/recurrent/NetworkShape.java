package dev.hourglass.model.recurrent;

import dev.hourglass.model.ArrayLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * How many layers, how many units in each, and where their weights lie: J0, M0, J1, M1, ..., K, W, h0, end to end.
 *
 * @param depth layers, at least 1
 * @param width hidden units a layer, at least 1
 */
record NetworkShape(int depth, int width) {

    static final int KEYS = ChordSequences.KEYS;

    NetworkShape {
        if (depth < 1) {
            throw new IllegalArgumentException("depth is " + depth + "; a network has at least 1 layer");
        }
        if (width < 1) {
            throw new IllegalArgumentException("width is " + width + "; a layer has at least 1 unit");
        }
    }

    static String feedForwardName(int layer) {
        return "J" + layer;
    }

    static String recurrentName(int layer) {
        return "M" + layer;
    }

    /** Units or keys that feed a layer. */
    int inputs(int layer) {
        return layer == 0 ? KEYS : width;
    }

    /** Offset of the J of a layer, width x inputs. */
    int feedForward(int layer) {
        return layer == 0 ? 0 : width * (KEYS + width) + (layer - 1) * 2 * width * width;
    }

    /** Offset of the M of a layer, width x width. */
    int recurrent(int layer) {
        return feedForward(layer) + width * inputs(layer);
    }

    /** Offset of K, {@link #KEYS} x width. */
    int readout() {
        return recurrent(depth - 1) + width * width;
    }

    /** Offset of W, {@link #KEYS} x {@link #KEYS}. */
    int direct() {
        return readout() + KEYS * width;
    }

    /** Offset of h0, {@link #KEYS} x 1. */
    int bias() {
        return direct() + KEYS * KEYS;
    }

    List<ArrayLayout> arrays() {
        List<ArrayLayout> arrays = new ArrayList<>();
        for (int layer = 0; layer < depth; layer++) {
            arrays.add(array(feedForwardName(layer), width, inputs(layer), feedForward(layer)));
            arrays.add(array(recurrentName(layer), width, width, recurrent(layer)));
        }
        arrays.add(array("K", KEYS, width, readout()));
        arrays.add(array("W", KEYS, KEYS, direct()));
        arrays.add(array("h0", KEYS, 1, bias()));
        return arrays;
    }

    private static ArrayLayout array(String name, int rows, int columns, int offset) {
        return new ArrayLayout(name, rows, columns, offset, columns);
    }
}
