package dev.hourglass.cli.stack;

import java.util.List;

/**
 * What a stack writes into its home while it runs, for other commands and for the next start.
 *
 * @param url where the tracker is
 * @param kafka host and port of the broker
 * @param pid the supervisor's
 * @param children its processes; a number alone would not do, for the system uses numbers again
 */
public record StackRecord(String url, String kafka, long pid, List<Child> children) {

    /** @param startedAt ISO-8601, as the system tells it; empty where it does not */
    public record Child(String name, long pid, String startedAt) {

        static Child of(String name, ProcessHandle process) {
            return new Child(name, process.pid(), startedAt(process));
        }

        /** Whether the process still is the one that was recorded. */
        boolean is(ProcessHandle process) {
            return process.isAlive()
                    && process.pid() == pid
                    && startedAt(process).equals(startedAt);
        }

        private static String startedAt(ProcessHandle process) {
            return process.info().startInstant().map(Object::toString).orElse("");
        }
    }
}
