package dev.hourglass.model;

/**
 * Where one named array lies inside a vector: row-major, {@code rows x columns}, its rows {@code stride >= columns} apart.
 *
 * @param name as the paper names it: {@code J0}, {@code M1}, {@code K}, {@code W}, {@code h0}
 * @param offset index of entry (0, 0) in the vector
 */
public record ArrayLayout(String name, int rows, int columns, int offset, int stride) {

    public ArrayLayout {
        if (rows < 1 || columns < 1 || offset < 0 || stride < columns) {
            throw new IllegalArgumentException(
                    name + ": rows " + rows + ", columns " + columns + ", offset " + offset + ", stride " + stride);
        }
    }

    public int index(int row, int column) {
        return offset + row * stride + column;
    }

    /** First index after the last row, its padding included. */
    public int end() {
        return offset + rows * stride;
    }
}
