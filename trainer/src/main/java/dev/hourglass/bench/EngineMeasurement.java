package dev.hourglass.bench;

/**
 * What one kernel reached.
 *
 * @param kernel as specs name it
 * @param system what was stepped, in words
 * @param stepsPerSecond of the fastest round
 * @param stepGflops useful floating-point operations of these steps, 1e9 a second; see {@link StepWork}
 * @param gemmGflops of the kernel's product 90 x 90 x 80 in its fastest round, 1e9 operations a second
 * @param allocatedBytesPerStep on the Java heap, by the stepping thread, rounded up
 */
public record EngineMeasurement(
        String kernel,
        String system,
        double stepsPerSecond,
        double stepGflops,
        double gemmGflops,
        long allocatedBytesPerStep) {}
