package dev.hourglass.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1. */
public final class Ports {

    private Ports() {}

    /** A port nobody listened on a moment ago. */
    public static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ServerStartException("no free port on 127.0.0.1", e);
        }
    }

    /** Whether a server can listen there now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // As servers do: connections of a former server in TIME_WAIT are no hindrance.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int requireFree(int port, String server) {
        if (!isFree(port)) {
            throw new ServerStartException(
                    server + ": port " + port + " of 127.0.0.1 is in use; choose another or end what listens there");
        }
        return port;
    }
}
