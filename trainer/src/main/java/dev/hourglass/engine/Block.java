package dev.hourglass.engine;

import java.lang.foreign.MemorySegment;

/**
 * A matrix inside an array, row-major: entry (i, j) at {@code offset + i * ld + j}. How many rows and columns count, the operation says.
 *
 * <p>Made once and kept: native code wants a memory segment for each place it is pointed to, and whether the compiler would remove one
 * made at each call depends on its mood.
 */
public final class Block {

    private final double[] array;
    private final int offset;
    private final int ld;
    private final MemorySegment segment;

    /**
     * @param array not copied: operations read and write it
     * @param ld leading dimension, the distance of the rows
     */
    public Block(double[] array, int offset, int ld) {
        this.array = array;
        this.offset = offset;
        this.ld = ld;
        this.segment = MemorySegment.ofArray(array).asSlice((long) offset * Double.BYTES);
    }

    double[] array() {
        return array;
    }

    int offset() {
        return offset;
    }

    int ld() {
        return ld;
    }

    MemorySegment segment() {
        return segment;
    }

    /** @throws IndexOutOfBoundsException if a matrix of this shape does not fit: native code would not notice */
    void check(int rows, int columns) {
        if (columns > ld || offset + (rows - 1L) * ld + columns > array.length) {
            throw new IndexOutOfBoundsException("no " + rows + " x " + columns + " matrix with leading dimension " + ld
                    + " at " + offset + " of an array of " + array.length);
        }
    }
}
