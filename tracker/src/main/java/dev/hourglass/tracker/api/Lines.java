package dev.hourglass.tracker.api;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8 with their numbers, each of bounded length: a sender without line ends must not fill the memory. */
final class Lines implements AutoCloseable {

    /** Above what an event of 900 kB takes in JSON. */
    static final int LONGEST = 8 << 20;

    private final InputStream in;
    private long number;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** Of the line last given, from 1. */
    long number() {
        return number;
    }

    /**
     * @return null at the end
     * @throws BadEventLine if the line is longer than {@link #LONGEST} bytes
     */
    @Nullable
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        number++;
        while (b >= 0 && b != '\n') {
            if (line.size() == LONGEST) {
                throw new BadEventLine(number, "is longer than " + LONGEST + " bytes, more than any event");
            }
            line.write(b);
            b = in.read();
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
