package dev.hourglass.tracker.readmodel;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A column of numbers as bytes: the 8-byte little-endian values, zstd'ed where that saves anything. Every bit is kept, a NaN's
 * too. The first byte tells which of the two it is.
 */
public final class Columns {

    private static final byte PLAIN = 0;
    private static final byte ZSTD = 1;

    /** Fastest: columns are written far more often than they are read back whole. */
    private static final int LEVEL = 1;

    private Columns() {}

    public static byte[] pack(long[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return pack(bytes.array());
    }

    public static byte[] pack(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putLong(Double.doubleToRawLongBits(value));
        }
        return pack(bytes.array());
    }

    /** @param count how many were packed */
    public static long[] longs(byte[] packed, int count) {
        long[] values = new long[count];
        unpack(packed, count).asLongBuffer().get(values);
        return values;
    }

    /** @param count how many were packed */
    public static double[] doubles(byte[] packed, int count) {
        double[] values = new double[count];
        ByteBuffer bytes = unpack(packed, count);
        for (int i = 0; i < count; i++) {
            values[i] = Double.longBitsToDouble(bytes.getLong());
        }
        return values;
    }

    private static byte[] pack(byte[] plain) {
        byte[] small = Zstd.compress(plain, LEVEL);
        boolean saves = small.length < plain.length;
        byte[] body = saves ? small : plain;
        byte[] packed = new byte[body.length + 1];
        packed[0] = saves ? ZSTD : PLAIN;
        System.arraycopy(body, 0, packed, 1, body.length);
        return packed;
    }

    private static ByteBuffer unpack(byte[] packed, int count) {
        int bytes = 8 * count;
        byte[] plain = new byte[bytes];
        if (packed[0] == PLAIN) {
            System.arraycopy(packed, 1, plain, 0, bytes);
        } else {
            long written = Zstd.decompressByteArray(plain, 0, bytes, packed, 1, packed.length - 1);
            if (written != bytes) {
                throw new IllegalStateException("a column of " + count + " values has " + written + " bytes");
            }
        }
        return ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    }
}
