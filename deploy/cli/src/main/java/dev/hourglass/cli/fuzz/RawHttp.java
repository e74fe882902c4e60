package dev.hourglass.cli.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** HTTP/1.1 without a library: what a library would refuse to send is what is to be sent. */
final class RawHttp {

    private static final Duration CONNECT = Duration.ofSeconds(60);
    private static final int LONGEST_HEAD = 1 << 16;

    private final InetSocketAddress server;

    RawHttp(URI base) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), base.getPort());
    }

    /**
     * @param status 0 if the server hung up without a word
     * @param retryAfter whether it says when to come again
     * @param whole false if the answer broke off
     */
    record Answer(int status, boolean retryAfter, boolean whole) {}

    /**
     * @param toTheEnd else only the head of the answer is read
     * @param patience with the next bytes of the answer
     * @throws SocketTimeoutException if nothing comes
     */
    Answer send(byte[] request, boolean toTheEnd, Duration patience) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            socket.connect(server, Math.toIntExact(CONNECT.toMillis()));
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException hungUp) {
                // it may have answered before it had read all
            }
            return read(socket.getInputStream(), toTheEnd);
        }
    }

    private static Answer read(InputStream in, boolean toTheEnd) throws IOException {
        String head;
        try {
            head = head(in);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) {
            return new Answer(0, false, false);
        }
        Optional<Integer> status = status(head);
        if (status.isEmpty()) {
            return new Answer(0, false, false);
        }
        boolean retryAfter = head.toLowerCase(Locale.ROOT).contains("\r\nretry-after:");
        return new Answer(status.get(), retryAfter, !toTheEnd || isWhole(in, head));
    }

    /** A body in pieces ends with an empty one. */
    private static boolean isWhole(InputStream in, String head) throws IOException {
        boolean pieces = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
        byte[] buffer = new byte[1 << 14];
        String end = "";
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String more = end + new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                end = more.substring(Math.max(0, more.length() - 5));
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException reset) {
            return !pieces;
        }
        return !pieces || end.endsWith("0\r\n\r\n");
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int tail = 0;
        for (int b = in.read(); b >= 0 && head.size() < LONGEST_HEAD; b = in.read()) {
            head.write(b);
            tail = (tail << 8) | b;
            if (tail == 0x0D0A0D0A) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static Optional<Integer> status(String head) {
        return head.matches("(?s)HTTP/1\\.[01] [1-5][0-9][0-9].*")
                ? Optional.of(Integer.valueOf(head.substring(9, 12)))
                : Optional.empty();
    }
}
