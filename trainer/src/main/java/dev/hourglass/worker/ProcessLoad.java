package dev.hourglass.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process takes of the machine. */
final class ProcessLoad {

    private static final Path STATUS = Path.of("/proc/self/status");

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long lastCpu = system.getProcessCpuTime();
    private long lastTime = System.nanoTime();

    /** In cores, since the last call. */
    double cpuCores() {
        long cpu = system.getProcessCpuTime();
        long time = System.nanoTime();
        double cores = time > lastTime ? (double) (cpu - lastCpu) / (time - lastTime) : 0;
        lastCpu = cpu;
        lastTime = time;
        return Math.max(0, cores);
    }

    /** Resident memory, native libraries' included, where the system tells; else the JVM's own. */
    long memoryBytes() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseGet(ProcessLoad::ofTheJvm);
        } catch (IOException | UncheckedIOException e) {
            return ofTheJvm();
        }
    }

    private static long ofTheJvm() {
        var memory = ManagementFactory.getMemoryMXBean();
        return memory.getHeapMemoryUsage().getCommitted()
                + memory.getNonHeapMemoryUsage().getCommitted();
    }
}
