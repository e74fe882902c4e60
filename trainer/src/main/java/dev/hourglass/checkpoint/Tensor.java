package dev.hourglass.checkpoint;

import java.util.List;

/** A named array of a safetensors file, row-major. Arrays are neither copied nor modified. */
public sealed interface Tensor {

    String name();

    /** Extents, slowest first; empty for a scalar. */
    List<Integer> shape();

    /** Elements there are. */
    int size();

    ElementType type();

    record F64(String name, List<Integer> shape, double[] values) implements Tensor {
        public F64 {
            shape = checked(name, shape, values.length);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public ElementType type() {
            return ElementType.F64;
        }
    }

    record I64(String name, List<Integer> shape, long[] values) implements Tensor {
        public I64 {
            shape = checked(name, shape, values.length);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public ElementType type() {
            return ElementType.I64;
        }
    }

    record U8(String name, List<Integer> shape, byte[] values) implements Tensor {
        public U8 {
            shape = checked(name, shape, values.length);
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public ElementType type() {
            return ElementType.U8;
        }
    }

    private static List<Integer> checked(String name, List<Integer> shape, int size) {
        long product = shape.stream().mapToLong(extent -> extent).reduce(1, Math::multiplyExact);
        if (product != size || shape.stream().anyMatch(extent -> extent < 0)) {
            throw new IllegalArgumentException(name + " has shape " + shape + " but " + size + " elements");
        }
        return List.copyOf(shape);
    }
}
