package dev.hourglass.cli;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells how far long work is: one line that is written over in a terminal, now and then a line elsewhere. */
final class ProgressLine {

    private static final long EVERY = TimeUnit.SECONDS.toNanos(5);
    private static final int WIDTH = 160;

    private final Consumer<String> lines;
    private final boolean terminal =
            System.console() != null && System.console().isTerminal();
    private String last = "";
    private long told = System.nanoTime() - EVERY;

    /** @param lines takes whole lines where there is no terminal */
    ProgressLine(Consumer<String> lines) {
        this.lines = lines;
    }

    void show(String text) {
        if (terminal) {
            String cut = text.length() > WIDTH ? text.substring(0, WIDTH - 3) + "..." : text;
            System.err.print("\r" + cut + " ".repeat(Math.max(0, last.length() - cut.length())));
            System.err.flush();
            last = cut;
        } else if (!text.equals(last) && System.nanoTime() - told >= EVERY) {
            lines.accept(text);
            last = text;
            told = System.nanoTime();
        }
    }

    /** Before other lines are written. */
    void clear() {
        if (terminal && !last.isEmpty()) {
            System.err.print("\r" + " ".repeat(last.length()) + "\r");
            System.err.flush();
            last = "";
        }
    }
}
