package dev.hourglass.tracker.door;

/** The tracker would listen where others can reach it, with nothing that keeps them out. It does not start. */
public final class ExposedToTheNetwork extends RuntimeException {

    private static final long serialVersionUID = 1;

    ExposedToTheNetwork(String host) {
        super("quarkus.http.host is " + host + ", which others on the network can reach, and no hourglass.token is set:"
                + " anybody could start, cancel and read runs. Set hourglass.token to a long random text that clients send"
                + " (Authorization: Bearer ...), or bind to 127.0.0.1, or set hourglass.open-on-network=true if the network"
                + " itself keeps strangers out.");
    }
}
