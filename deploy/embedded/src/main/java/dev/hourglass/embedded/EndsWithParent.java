package dev.hourglass.embedded;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;

/**
 * Runs another main class on a leash: when standard input ends, the JVM ends in order, as it does on SIGTERM. A parent that
 * holds the other end of the pipe and dies, however it dies, takes the child with it.
 *
 * <p>The child leads a session of its own, so Ctrl-C in a terminal reaches the parent alone and the parent decides the order
 * in which things stop. Needs nothing but the JDK: it also stands before programs with a class path of their own.
 */
public final class EndsWithParent {

    /** As a shell reports a process that SIGTERM ended. */
    private static final int TERMINATED = 143;

    /** What an orderly end may take before the JVM is halted. */
    private static final Duration GRACE = Duration.ofSeconds(40);

    private EndsWithParent() {}

    /** @param args the main class, then its arguments */
    public static void main(String[] args) throws Throwable {
        leadSession();
        Thread.ofPlatform().daemon().name("parent").start(EndsWithParent::watch);
        try {
            Method main = Class.forName(args[0]).getMethod("main", String[].class);
            main.setAccessible(true); // the class itself may be package-private
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static void watch() {
        try {
            while (System.in.read() >= 0) {
                // Nobody talks to a child; only the end of the pipe says something.
            }
        } catch (IOException broken) {
            // The pipe is gone all the same.
        }
        Thread.ofPlatform().daemon().name("halt").start(() -> {
            try {
                Thread.sleep(GRACE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(TERMINATED);
        });
        System.exit(TERMINATED);
    }

    private static void leadSession() throws Throwable {
        Linker linker = Linker.nativeLinker();
        var setsid = linker.defaultLookup().find("setsid");
        if (setsid.isPresent()) {
            // Refused only to a process that leads its group already, and then there is nothing to do.
            int session = (int) linker.downcallHandle(setsid.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT))
                    .invokeExact();
            assert session != 0;
        }
    }
}
