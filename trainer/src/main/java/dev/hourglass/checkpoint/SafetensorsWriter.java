package dev.hourglass.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;

/**
 * Writes safetensors files: eight bytes, little endian, of header length; the header in JSON, keys sorted, padded with spaces to
 * a multiple of eight; then the tensors' bytes without a gap, little endian. What is eight bytes wide comes first, by name, and
 * bytes last, so that every tensor is aligned for those who map the file.
 */
public final class SafetensorsWriter {

    /** Tensors go out through a buffer of this size: a checkpoint is never in memory twice. */
    private static final int BUFFER_BYTES = 1 << 16;

    private static final Comparator<Tensor> ORDER =
            Comparator.comparing((Tensor tensor) -> -tensor.type().bytes()).thenComparing(Tensor::name);

    private SafetensorsWriter() {}

    /** Equal content gives equal bytes. The stream is neither flushed nor closed. */
    public static void write(Safetensors content, OutputStream out) throws IOException {
        List<Tensor> tensors = content.tensors().values().stream().sorted(ORDER).toList();
        byte[] header = SafetensorsHeader.json(content.metadata(), tensors);
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor tensor : tensors) {
            switch (tensor) {
                case Tensor.F64 doubles -> write(doubles.values(), buffer, out);
                case Tensor.I64 longs -> write(longs.values(), buffer, out);
                case Tensor.U8 bytes -> out.write(bytes.values());
            }
        }
    }

    private static void write(double[] values, ByteBuffer buffer, OutputStream out) throws IOException {
        int most = BUFFER_BYTES / Double.BYTES;
        for (int from = 0; from < values.length; from += most) {
            int count = Math.min(most, values.length - from);
            buffer.asDoubleBuffer().put(values, from, count);
            out.write(buffer.array(), 0, count * Double.BYTES);
        }
    }

    private static void write(long[] values, ByteBuffer buffer, OutputStream out) throws IOException {
        int most = BUFFER_BYTES / Long.BYTES;
        for (int from = 0; from < values.length; from += most) {
            int count = Math.min(most, values.length - from);
            buffer.asLongBuffer().put(values, from, count);
            out.write(buffer.array(), 0, count * Long.BYTES);
        }
    }
}
