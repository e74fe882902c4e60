package dev.hourglass.tracker.readmodel;

/** A packed column of which only the frames that are asked for are unpacked, one at a time. Not for several threads. */
public final class Column {

    private final byte[] packed;
    private final int count;
    private final long[] frame;
    private int unpacked = -1;

    /** @param count how many values were packed */
    public Column(byte[] packed, int count) {
        this.packed = packed;
        this.count = count;
        this.frame = new long[Math.min(count, Columns.FRAME)];
    }

    public long number(int index) {
        int wanted = index / Columns.FRAME;
        if (wanted != unpacked) {
            Columns.unpack(packed, count, wanted, frame);
            unpacked = wanted;
        }
        return frame[index % Columns.FRAME];
    }

    /** Copies numbers of one frame, from {@code from} to before {@code to}, to the beginning of {@code into}. */
    public void copy(int from, int to, long[] into) {
        long ignored = number(from);
        System.arraycopy(frame, from % Columns.FRAME, into, 0, to - from);
    }

    public double real(int index) {
        return Double.longBitsToDouble(number(index));
    }
}
