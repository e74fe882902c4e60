package dev.hourglass.worker;

import java.nio.file.Path;

/** A worker as a process of its own, to be frozen and killed: {@code WorkerProcess KAFKA BLOBS NAME}. */
public final class WorkerProcess {

    private WorkerProcess() {}

    public static void main(String[] args) throws Exception {
        var worker = new Worker(KafkaBench.options(args[0], Path.of(args[1]), args[2], WorkerOptions.BUFFER_BYTES));
        Runtime.getRuntime().addShutdownHook(new Thread(worker::close));
        System.out.println("ready " + args[2]);
        worker.run();
    }
}
