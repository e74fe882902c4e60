package dev.hourglass.tracker.projection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows into a table by {@code COPY ... (FORMAT binary)}: what PostgreSQL takes fastest. Format: PostgreSQL manual, COPY, Binary
 * Format. Fields are given from left to right; {@link #row} begins the next.
 */
final class BinaryCopy implements AutoCloseable {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};

    /** Sent on when it is full: large enough that a round of calls is nothing beside the bytes. */
    private static final int BUFFER = 1 << 18;

    /** Binary timestamps count microseconds from here. */
    private static final long POSTGRES_EPOCH_SECONDS = 946_684_800;

    private final CopyIn copy;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    /** @param target the table and its columns */
    BinaryCopy(Connection connection, String target) throws SQLException {
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + target + " from stdin (format binary)");
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    BinaryCopy row(int fields) throws SQLException {
        room(2).putShort((short) fields);
        return this;
    }

    BinaryCopy uuid(UUID value) throws SQLException {
        room(20).putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    BinaryCopy text(String value) throws SQLException {
        return bytes(Binder.storable(value).getBytes(StandardCharsets.UTF_8));
    }

    BinaryCopy integer(int value) throws SQLException {
        room(8).putInt(4).putInt(value);
        return this;
    }

    BinaryCopy number(long value) throws SQLException {
        room(12).putInt(8).putLong(value);
        return this;
    }

    BinaryCopy real(double value) throws SQLException {
        room(12).putInt(8).putLong(Double.doubleToRawLongBits(value));
        return this;
    }

    BinaryCopy flag(boolean value) throws SQLException {
        room(5).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    BinaryCopy time(Instant value) throws SQLException {
        Instant storable = Binder.storable(value);
        long micros = (storable.getEpochSecond() - POSTGRES_EPOCH_SECONDS) * 1_000_000 + storable.getNano() / 1_000;
        return number(micros);
    }

    BinaryCopy nothing() throws SQLException {
        room(4).putInt(-1);
        return this;
    }

    BinaryCopy bytes(byte[] value) throws SQLException {
        room(4 + value.length).putInt(value.length).put(value);
        return this;
    }

    /** Without it nothing was copied. */
    void end() throws SQLException {
        room(2).putShort((short) -1);
        flush();
        copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private ByteBuffer room(int bytes) throws SQLException {
        if (buffer.remaining() < bytes) {
            flush();
            if (buffer.capacity() < bytes) {
                buffer = ByteBuffer.allocate(bytes);
            }
        }
        return buffer;
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
