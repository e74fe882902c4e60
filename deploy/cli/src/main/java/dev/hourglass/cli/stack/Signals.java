package dev.hourglass.cli.stack;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import sun.misc.Signal;

/** Ctrl-C and its kin as something to wait for, so that a command can end in order and with its own exit code. */
public final class Signals {

    private Signals() {}

    /**
     * From now on the first SIGINT, SIGTERM or SIGHUP completes the answer with its name. A second one ends the JVM on the spot;
     * processes on the leash end then too.
     */
    public static CompletableFuture<String> first() {
        var first = new CompletableFuture<String>();
        for (String name : List.of("INT", "TERM", "HUP")) {
            Signal.handle(new Signal(name), signal -> {
                if (!first.complete(signal.getName())) {
                    Runtime.getRuntime().halt(128 + signal.getNumber());
                }
            });
        }
        return first;
    }
}
