package dev.hourglass.run;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.codec.EventLines;
import dev.hourglass.events.codec.UndecodableRecordException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BiConsumer;

/** A log in a file, one event a line. Written by one process at a time; a line cut by a crash is cut off at the next opening. */
final class EventFile implements RunLog, AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    private EventFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens to append; the file is made if it is not there.
     *
     * @throws FolderInUseException if another process writes to it
     */
    static EventFile open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new FolderInUseException(file);
            }
            channel.truncate(wholeLines(channel));
            channel.position(channel.size());
            return new EventFile(file, channel);
        } catch (OverlappingFileLockException e) { // this process itself
            channel.close();
            throw new FolderInUseException(file);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Up to and including the last end of a line. */
    private static long wholeLines(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(1 << 16);
        for (long end = channel.size(); end > 0; ) {
            long start = Math.max(0, end - block.capacity());
            block.clear().limit((int) (end - start));
            while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {
                // Until the block is whole.
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    /**
     * Reads what stands there, without the last line if it is cut.
     *
     * @param reader gets each line and its event
     * @throws DamagedEventFileException if a line is no event
     */
    static void read(Path file, BiConsumer<String, Envelope> reader) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        long whole;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            whole = wholeLines(channel);
        }
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            long bytes = 0;
            for (int number = 1; bytes < whole; number++) {
                String line = in.readLine();
                if (line == null) {
                    return; // the file was shortened meanwhile
                }
                bytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
                reader.accept(line, event(file, number, line));
            }
        }
    }

    private static Envelope event(Path file, int number, String line) {
        try {
            return EventLines.read(line);
        } catch (UndecodableRecordException e) {
            throw new DamagedEventFileException(file, number, e);
        }
    }

    /** Points are on the disk before a checkpoint is announced that others may go on from. */
    @Override
    public void append(Envelope envelope) {
        Event event = envelope.event();
        long before = 0;
        try {
            before = channel.position();
            if (event instanceof Event.CheckpointSaved) {
                channel.force(false);
            }
            ByteBuffer line = ByteBuffer.wrap((EventLines.write(envelope) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            if (event instanceof Event.CheckpointSaved
                    || event instanceof Event.End
                    || event instanceof Event.RunCreated) {
                channel.force(false);
            }
        } catch (IOException e) {
            takeBack(before, e);
            throw new UncheckedIOException("cannot write events to " + file + ": " + e.getMessage(), e);
        }
    }

    private void takeBack(long position, IOException cause) {
        try {
            channel.truncate(position);
            channel.position(position);
        } catch (IOException e) { // the cut line is cut off at the next opening
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
