package dev.hourglass.tracker.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;

/** The values of one column that wait for their row group, in Parquet's PLAIN encoding: little-endian, texts behind their length. */
final class ParquetColumn {

    private static final int FIRST_CAPACITY = 1 << 16;

    final String name;
    final Type type;
    private ByteBuffer values = empty(FIRST_CAPACITY);

    ParquetColumn(String name, Type type) {
        this.name = name;
        this.type = type;
    }

    /** Never null; byte arrays are texts. */
    SchemaElement schema() {
        SchemaElement element = new SchemaElement(name).setType(type).setRepetition_type(FieldRepetitionType.REQUIRED);
        return type == Type.BYTE_ARRAY ? element.setLogicalType(LogicalType.STRING(new StringType())) : element;
    }

    void add(byte[] utf8) {
        room(Integer.BYTES + utf8.length).putInt(utf8.length).put(utf8);
    }

    void add(int value) {
        room(Integer.BYTES).putInt(value);
    }

    void add(long value) {
        room(Long.BYTES).putLong(value);
    }

    /** With the bits it has: NaN is more than one number. */
    void add(double value) {
        room(Double.BYTES).putLong(Double.doubleToRawLongBits(value));
    }

    /** What was added since the last time. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(values.array(), values.position());
        values.clear();
        return taken;
    }

    private ByteBuffer room(int bytes) {
        if (values.remaining() < bytes) {
            values = empty(2 * values.capacity() + bytes).put(values.flip());
        }
        return values;
    }

    private static ByteBuffer empty(int capacity) {
        return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }
}
