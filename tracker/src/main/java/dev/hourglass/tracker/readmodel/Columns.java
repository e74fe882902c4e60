package dev.hourglass.tracker.readmodel;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

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

    /** Places that are put in one by one faster than all eight are transposed. */
    private static final int FEW = 2;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_32 = 0x00000000FFFFFFFFL;
    private static final long LOW_16S = 0x0000FFFF0000FFFFL;
    private static final long LOW_8S = 0x00FF00FF00FF00FFL;

    /** As many as ever unpacked at once: making one takes as long as unpacking a frame. */
    private static final Queue<ZstdDecompressCtx> UNPACKERS = new ConcurrentLinkedQueue<>();

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
        ZstdDecompressCtx idle = UNPACKERS.poll();
        ZstdDecompressCtx unpacker = idle == null ? new ZstdDecompressCtx() : idle;
        int written;
        try {
            written = unpacker.decompressByteArray(
                    shuffled, 0, shuffled.length, packed.array(), begin + 1, end - begin - 1);
        } catch (RuntimeException e) {
            unpacker.close();
            throw e;
        }
        UNPACKERS.offer(unpacker);
        if (written != shuffled.length) {
            throw new IllegalStateException("a frame of " + length + " values has " + written + " bytes");
        }
        unshuffle(shuffled, length, into);
        if (kind == DIFFERENCES) {
            sum(into, length);
        }
    }

    private static void sum(long[] differences, int n) {
        long before = 0;
        for (int i = 0; i < n; i++) {
            long zigzag = differences[i];
            before += (zigzag >>> 1) ^ -(zigzag & 1);
            differences[i] = before;
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

    /**
     * Where numbers differ evenly most places hold one byte all along, but for the first value: a difference from 0. Such places
     * are put in at once, and what few are left one by one.
     */
    private static void unshuffle(byte[] bytes, int n, long[] into) {
        long common = 0;
        int differing = 0;
        int[] places = new int[Long.BYTES];
        for (int place = 0; place < Long.BYTES; place++) {
            int from = place * n + 1;
            int to = place * n + n;
            if (n > 1 && Arrays.equals(bytes, from, to - 1, bytes, from + 1, to)) {
                common |= (bytes[from] & 255L) << 8 * place;
            } else {
                places[differing++] = place;
            }
        }
        if (differing > FEW) {
            transpose(bytes, n, into);
            return;
        }
        Arrays.fill(into, 0, n, common);
        for (int p = 0; p < differing; p++) {
            put(bytes, places[p] * n, n, 8 * places[p], into);
        }
        into[0] = value(bytes, n, 0);
    }

    private static void put(byte[] bytes, int from, int n, int shift, long[] into) {
        for (int i = 0; i < n; i++) {
            into[i] |= (bytes[from + i] & 255L) << shift;
        }
    }

    private static long value(byte[] bytes, int n, int index) {
        long value = 0;
        for (int place = 0; place < Long.BYTES; place++) {
            value |= (bytes[place * n + index] & 255L) << 8 * place;
        }
        return value;
    }

    /** Eight values at a time: eight bytes of every place are an 8 by 8 matrix of bytes, which is transposed in registers. */
    private static void transpose(byte[] bytes, int n, long[] into) {
        int whole = n & -8;
        for (int i = 0; i < whole; i += 8) {
            long a0 = (long) LONGS.get(bytes, i);
            long a1 = (long) LONGS.get(bytes, n + i);
            long a2 = (long) LONGS.get(bytes, 2 * n + i);
            long a3 = (long) LONGS.get(bytes, 3 * n + i);
            long a4 = (long) LONGS.get(bytes, 4 * n + i);
            long a5 = (long) LONGS.get(bytes, 5 * n + i);
            long a6 = (long) LONGS.get(bytes, 6 * n + i);
            long a7 = (long) LONGS.get(bytes, 7 * n + i);
            // Quarters of 32 bits change places, then within them quarters of 16 bits, then of 8.
            long t0 = (a0 & LOW_32) | a4 << 32;
            long t4 = a0 >>> 32 | (a4 & ~LOW_32);
            long t1 = (a1 & LOW_32) | a5 << 32;
            long t5 = a1 >>> 32 | (a5 & ~LOW_32);
            long t2 = (a2 & LOW_32) | a6 << 32;
            long t6 = a2 >>> 32 | (a6 & ~LOW_32);
            long t3 = (a3 & LOW_32) | a7 << 32;
            long t7 = a3 >>> 32 | (a7 & ~LOW_32);
            a0 = (t0 & LOW_16S) | (t2 & LOW_16S) << 16;
            a2 = (t0 >>> 16 & LOW_16S) | (t2 & ~LOW_16S);
            a1 = (t1 & LOW_16S) | (t3 & LOW_16S) << 16;
            a3 = (t1 >>> 16 & LOW_16S) | (t3 & ~LOW_16S);
            a4 = (t4 & LOW_16S) | (t6 & LOW_16S) << 16;
            a6 = (t4 >>> 16 & LOW_16S) | (t6 & ~LOW_16S);
            a5 = (t5 & LOW_16S) | (t7 & LOW_16S) << 16;
            a7 = (t5 >>> 16 & LOW_16S) | (t7 & ~LOW_16S);
            into[i] = (a0 & LOW_8S) | (a1 & LOW_8S) << 8;
            into[i + 1] = (a0 >>> 8 & LOW_8S) | (a1 & ~LOW_8S);
            into[i + 2] = (a2 & LOW_8S) | (a3 & LOW_8S) << 8;
            into[i + 3] = (a2 >>> 8 & LOW_8S) | (a3 & ~LOW_8S);
            into[i + 4] = (a4 & LOW_8S) | (a5 & LOW_8S) << 8;
            into[i + 5] = (a4 >>> 8 & LOW_8S) | (a5 & ~LOW_8S);
            into[i + 6] = (a6 & LOW_8S) | (a7 & LOW_8S) << 8;
            into[i + 7] = (a6 >>> 8 & LOW_8S) | (a7 & ~LOW_8S);
        }
        for (int i = whole; i < n; i++) {
            into[i] = value(bytes, n, i);
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
