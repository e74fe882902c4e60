package dev.hourglass.tracker.door;

/** The tracker would listen where others can reach it, with nothing that keeps them out. It does not start. */
public final class ExposedToTheNetwork extends RuntimeException {

    private static final long serialVersionUID = 1;

    ExposedToTheNetwork(String host) {
        super("quarkus.http.host is " + host + ", which others on the network can reach, and hourglass.sign-in is open:"
                + " anybody could start, cancel and read runs. Leave hourglass.sign-in away, then people sign in with tokens"
                + " and the first admin's is written to hourglass.first-token-file; or bind to 127.0.0.1.");
    }
}
