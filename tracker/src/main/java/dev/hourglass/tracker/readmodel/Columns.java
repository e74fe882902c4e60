package dev.hourglass.tracker.readmodel;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Columns of numbers as bytes; every bit is kept, a NaN's too. A column is cut into frames of {@link #FRAME} values that are
 * unpacked one by one. A frame is its kind, then the values' bytes: all lowest ones first, then all second ones and so on, which
 * zstd takes best where numbers differ in their low bytes only. Clocks become differences first. What zstd does not make smaller
 * stands plain. Before the frames of a longer column stand their lengths.
 *
 * <p>What else was tried, with figures: docs/adr/0001-columns-of-points.md.
 */
public final class Columns {

    /** Values of a frame: what is unpacked for one point, and 0.3 bytes a value more than one frame of 65,536. */
    public static final int FRAME = 4096;

    private static final byte PLAIN = 0;
    private static final byte SHUFFLED = 1;
    private static final byte DIFFERENCES = 2;

    /** Level 3 takes twice the time for 0.02 bytes a value. */
    private static final int LEVEL = 1;

    /** Below, zstd's own header outweighs what it saves. */
    private static final int WORTH_IT = 32;

    private static final byte[] ZEROS = new byte[FRAME];

    private Columns() {}

    /** Steps, wall times: numbers that differ little from one to the next. */
    public static byte[] pack(long[] values) {
        return pack(values, DIFFERENCES);
    }

    public static byte[] pack(double[] values) {
        return pack(bits(values), SHUFFLED);
    }

    /** Taus: numbers that rise evenly, so that their bits do. */
    public static byte[] packRising(double[] values) {
        return pack(bits(values), DIFFERENCES);
    }

    /** @param count how many were packed */
    public static long[] longs(byte[] packed, int count) {
        long[] values = new long[count];
        int frames = frames(count);
        long[] frame = frames == 1 ? values : new long[FRAME];
        for (int f = 0; f < frames; f++) {
            int length = unpack(packed, count, f, frame);
            if (frames > 1) {
                System.arraycopy(frame, 0, values, f * FRAME, length);
            }
        }
        return values;
    }

    /** @param count how many were packed */
    public static double[] doubles(byte[] packed, int count) {
        long[] bits = longs(packed, count);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Double.longBitsToDouble(bits[i]);
        }
        return values;
    }

    static int frames(int count) {
        return (count + FRAME - 1) / FRAME;
    }

    /**
     * One frame's values.
     *
     * @param into receives them at its beginning
     * @return how many the frame has
     */
    static int unpack(byte[] packed, int count, int frame, long[] into) {
        int frames = frames(count);
        ByteBuffer bytes = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        int begin = frames > 1 ? 4 * frames : 0;
        for (int f = 0; f < frame; f++) {
            begin += bytes.getInt(4 * f);
        }
        int end = frames > 1 ? begin + bytes.getInt(4 * frame) : packed.length;
        int length = Math.min(FRAME, count - frame * FRAME);
        unpack(bytes, begin, end, length, into);
        return length;
    }

    private static void unpack(ByteBuffer packed, int begin, int end, int length, long[] into) {
        byte kind = packed.get(begin);
        if (kind == PLAIN) {
            packed.position(begin + 1);
            packed.asLongBuffer().get(into, 0, length);
            return;
        }
        byte[] shuffled = new byte[8 * length];
        long written =
                Zstd.decompressByteArray(shuffled, 0, shuffled.length, packed.array(), begin + 1, end - begin - 1);
        if (written != shuffled.length) {
            throw new IllegalStateException("a frame of " + length + " values has " + written + " bytes");
        }
        unshuffle(shuffled, length, into);
        if (kind == DIFFERENCES) {
            long before = 0;
            for (int i = 0; i < length; i++) {
                long zigzag = into[i];
                before += (zigzag >>> 1) ^ -(zigzag & 1);
                into[i] = before;
            }
        }
    }

    private static byte[] pack(long[] values, byte kind) {
        int frames = frames(values.length);
        ByteBuffer packed = ByteBuffer.allocate((4 + 1) * frames + 8 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(frames > 1 ? 4 * frames : 0);
        for (int f = 0; f < frames; f++) {
            int begin = packed.position();
            pack(values, f * FRAME, Math.min(values.length, (f + 1) * FRAME), kind, packed);
            if (frames > 1) {
                packed.putInt(4 * f, packed.position() - begin);
            }
        }
        byte[] bytes = new byte[packed.position()];
        packed.get(0, bytes);
        return bytes;
    }

    private static void pack(long[] values, int from, int to, byte kind, ByteBuffer into) {
        int length = to - from;
        int body = into.position() + 1;
        if (length >= WORTH_IT) {
            byte[] shuffled = shuffle(values, from, length, kind == DIFFERENCES);
            byte[] small = Zstd.compress(shuffled, LEVEL);
            if (small.length < shuffled.length) {
                into.put(kind).put(small);
                return;
            }
        }
        into.put(PLAIN);
        into.slice(body, 8 * length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .put(values, from, length);
        into.position(body + 8 * length);
    }

    private static byte[] shuffle(long[] values, int from, int n, boolean differences) {
        byte[] bytes = new byte[8 * n];
        long before = 0;
        for (int i = 0; i < n; i++) {
            long value = values[from + i];
            long x = value;
            if (differences) {
                long difference = value - before;
                x = (difference << 1) ^ (difference >> 63); // small ones of either sign have high bytes of 0
                before = value;
            }
            bytes[i] = (byte) x;
            bytes[n + i] = (byte) (x >>> 8);
            bytes[2 * n + i] = (byte) (x >>> 16);
            bytes[3 * n + i] = (byte) (x >>> 24);
            bytes[4 * n + i] = (byte) (x >>> 32);
            bytes[5 * n + i] = (byte) (x >>> 40);
            bytes[6 * n + i] = (byte) (x >>> 48);
            bytes[7 * n + i] = (byte) (x >>> 56);
        }
        return bytes;
    }

    /** Byte by byte of all values: such loops become vector instructions, and the high bytes of clocks are mostly 0 everywhere. */
    private static void unshuffle(byte[] bytes, int n, long[] into) {
        Arrays.fill(into, 0, n, 0);
        for (int place = 0; place < 8; place++) {
            int from = place * n;
            if (!Arrays.equals(bytes, from, from + n, ZEROS, 0, n)) {
                int shift = 8 * place;
                for (int i = 0; i < n; i++) {
                    into[i] |= (bytes[from + i] & 255L) << shift;
                }
            }
        }
    }

    private static long[] bits(double[] values) {
        long[] bits = new long[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Double.doubleToRawLongBits(values[i]);
        }
        return bits;
    }
}
