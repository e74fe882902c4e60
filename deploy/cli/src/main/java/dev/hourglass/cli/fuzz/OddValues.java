package dev.hourglass.cli.fuzz;

import java.util.Arrays;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Values that are allowed by a type and expected by nobody. */
final class OddValues {

    private static final long[] LONGS = {
        0,
        1,
        -1,
        2,
        63,
        64,
        1 << 16,
        Integer.MAX_VALUE,
        1L << 31,
        1L << 53,
        Long.MAX_VALUE - 1,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final double[] DOUBLES = {
        0,
        -0.0,
        1,
        -1,
        1e-300,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };
    private static final String[] TEXTS = {
        "",
        " ",
        "\0",
        "a\0b",
        "\ufffd",
        "'; drop table run; --",
        "%",
        "%00",
        "../../etc/passwd",
        "1e999",
        "-1",
        "9223372036854775808",
        "NaN",
        "null",
        "*",
        ",",
        ".",
        "a,b,,c",
        "\ud83d\ude00",
        "\u202egnp",
        "line\nbreak\ttab",
        "\"quoted\" \\ `back`",
        "{\"a\":1e400}",
        "{\"a\":{\"b\":[1,null,\"\\u0000\",\"\\ud800\"]}}",
        "[[[[",
        "queued",
        "external",
        "true",
        "2026-13-45T99:99:99Z",
        "1-1-1-1-1",
        "00000000-0000-0000-0000-000000000000",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "http://127.0.0.1:9/x"
    };
    private static final int[] LENGTHS = {100, 101, 199, 200, 201, 2_000, 2_001, 9_000, 70_000};

    private OddValues() {}

    static long number(RandomGenerator random) {
        return random.nextInt(3) == 0 ? random.nextLong() : LONGS[random.nextInt(LONGS.length)];
    }

    static double real(RandomGenerator random) {
        return random.nextInt(3) == 0
                ? Double.longBitsToDouble(random.nextLong())
                : DOUBLES[random.nextInt(DOUBLES.length)];
    }

    static String text(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 1 -> {
                String unit = random.nextBoolean() ? "x" : random.nextBoolean() ? "\u20ac" : "\ud83d\ude00";
                yield unit.repeat(LENGTHS[random.nextInt(LENGTHS.length)] / unit.length());
            }
            default -> TEXTS[random.nextInt(TEXTS.length)];
        };
    }

    static byte[] bytes(RandomGenerator random, int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A few bits the other way. */
    static byte[] flipped(RandomGenerator random, byte[] bytes) {
        byte[] copy = bytes.clone();
        for (int n = copy.length == 0 ? 0 : 1 + random.nextInt(8); n > 0; n--) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    static byte[] cut(RandomGenerator random, byte[] bytes) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }

    /** Other bytes between its own. */
    static byte[] stuffed(RandomGenerator random, byte[] bytes, byte[] with) {
        int at = random.nextInt(bytes.length + 1);
        byte[] copy = new byte[bytes.length + with.length];
        System.arraycopy(bytes, 0, copy, 0, at);
        System.arraycopy(with, 0, copy, at, with.length);
        System.arraycopy(bytes, at, copy, at + with.length, bytes.length - at);
        return copy;
    }
}
