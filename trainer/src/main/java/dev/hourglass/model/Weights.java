package dev.hourglass.model;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Named arrays laid end to end in one vector of doubles, so that a dynamics moves all of them in one loop.
 *
 * <p>A system may pad its arrays for speed; padding is 0 in weights and in gradients alike and never counts. Two objects of one
 * layout (weights, a gradient, a reference) can be combined element by element over {@link #values()}.
 */
public final class Weights {

    private final List<ArrayLayout> arrays;
    private final double[] values;

    /** @param arrays in order, not overlapping; the vector is as long as the last of them needs */
    public Weights(List<ArrayLayout> arrays) {
        this.arrays = List.copyOf(arrays);
        this.values =
                new double[arrays.stream().mapToInt(ArrayLayout::end).max().orElse(0)];
    }

    /** The vector itself, padding included: a dynamics writes into it. */
    public double[] values() {
        return values;
    }

    public List<ArrayLayout> arrays() {
        return arrays;
    }

    /** Entries that are weights, padding left out. */
    public int count() {
        return arrays.stream().mapToInt(a -> a.rows() * a.columns()).sum();
    }

    /** Zeros of the same layout. */
    public Weights like() {
        return new Weights(arrays);
    }

    public Weights copy() {
        Weights copy = like();
        copy.set(this);
        return copy;
    }

    /** @throws IllegalArgumentException if {@code other} has another layout */
    public void set(Weights other) {
        if (!arrays.equals(other.arrays)) {
            throw new IllegalArgumentException("weights of another layout: " + other.arrays + ", not " + arrays);
        }
        System.arraycopy(other.values, 0, values, 0, values.length);
    }

    /** A copy of one array without its padding, rows x columns. */
    public DMatrixRMaj matrix(String name) {
        ArrayLayout layout = layout(name);
        var copy = new DMatrixRMaj(layout.rows(), layout.columns());
        for (int i = 0; i < layout.rows(); i++) {
            System.arraycopy(values, layout.index(i, 0), copy.data, i * layout.columns(), layout.columns());
        }
        return copy;
    }

    /** @param matrix rows x columns of the array. Not modified. */
    public void setMatrix(String name, DMatrixRMaj matrix) {
        ArrayLayout layout = layout(name);
        if (matrix.numRows != layout.rows() || matrix.numCols != layout.columns()) {
            throw new IllegalArgumentException(name + " is " + layout.rows() + " x " + layout.columns() + ", not "
                    + matrix.numRows + " x " + matrix.numCols);
        }
        for (int i = 0; i < layout.rows(); i++) {
            System.arraycopy(matrix.data, i * layout.columns(), values, layout.index(i, 0), layout.columns());
        }
    }

    public ArrayLayout layout(String name) {
        return arrays.stream()
                .filter(a -> a.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no weights named " + name + " among " + names()));
    }

    public List<String> names() {
        return arrays.stream().map(ArrayLayout::name).toList();
    }

    public void zero() {
        Arrays.fill(values, 0);
    }
}
