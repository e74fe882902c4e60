package dev.hourglass.checkpoint;

import dev.hourglass.checkpoint.SafetensorsHeader.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads safetensors files, ours and others', and believes nothing: every byte must be accounted for. */
public final class SafetensorsReader {

    /** The format's own limit. */
    private static final int LONGEST_HEADER = 100_000_000;

    private final InputStream in;
    private final String file;

    private SafetensorsReader(InputStream in, String file) {
        this.in = in;
        this.file = file;
    }

    /** @throws DamagedCheckpointException if it is not a whole safetensors file of F64, F32, I64 and U8 */
    public static Safetensors read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(in, path.toString());
        }
    }

    /**
     * Reads to the end of the stream, which is not closed.
     *
     * @param file what errors call it
     * @throws DamagedCheckpointException if it is not a whole safetensors file of F64, F32, I64 and U8
     */
    public static Safetensors read(InputStream in, String file) throws IOException {
        return new SafetensorsReader(in, file).read();
    }

    private Safetensors read() throws IOException {
        long length = ByteBuffer.wrap(bytes(8, "header length, byte 0"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (length < 2 || length > LONGEST_HEADER) {
            throw new DamagedCheckpointException(
                    file, "a header of " + Long.toUnsignedString(length) + " bytes is not possible", "byte 0");
        }
        SafetensorsHeader header = SafetensorsHeader.parse(bytes((int) length, "header, byte 8"), file);
        List<Tensor> tensors = new ArrayList<>();
        for (Entry entry : header.entries()) {
            tensors.add(tensor(entry, bytes((int) (entry.end() - entry.begin()), "tensor " + entry.name())));
        }
        if (in.read() >= 0) {
            throw new DamagedCheckpointException(file, "bytes follow that belong to no tensor", "end of file");
        }
        return Safetensors.of(header.metadata(), tensors);
    }

    private byte[] bytes(int count, String where) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new DamagedCheckpointException(
                    file, "the file is cut: %d of %d bytes are there".formatted(bytes.length, count), where);
        }
        return bytes;
    }

    private static Tensor tensor(Entry entry, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (entry.type()) {
            case F64 -> {
                var values = new double[entry.size()];
                buffer.asDoubleBuffer().get(values);
                yield new Tensor.F64(entry.name(), entry.shape(), values);
            }
            case F32 -> {
                FloatBuffer floats = buffer.asFloatBuffer();
                var values = new double[entry.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = floats.get(i);
                }
                yield new Tensor.F64(entry.name(), entry.shape(), values);
            }
            case I64 -> {
                var values = new long[entry.size()];
                buffer.asLongBuffer().get(values);
                yield new Tensor.I64(entry.name(), entry.shape(), values);
            }
            case U8 -> new Tensor.U8(entry.name(), entry.shape(), bytes);
        };
    }
}
