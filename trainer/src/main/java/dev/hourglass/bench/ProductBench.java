package dev.hourglass.bench;

import dev.hourglass.engine.Block;
import dev.hourglass.engine.DenseKernel;
import dev.hourglass.engine.DenseKernel.Form;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** The bare product C = A B, 90 x 90 x 80, operands in the cache: what a kernel can do at the network's own size. */
final class ProductBench {

    private static final int M = 90;
    private static final int N = 90;
    private static final int K = 80;
    private static final int BURST = 200;
    private static final int BURSTS = 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final DenseKernel kernel;
    private final Block a;
    private final Block b;
    private final Block c = new Block(new double[M * N], 0, N);

    ProductBench(DenseKernel kernel) {
        this.kernel = kernel;
        double[] left = new double[M * K];
        Arrays.setAll(left, Math::sin);
        double[] right = new double[K * N];
        Arrays.setAll(right, Math::cos);
        this.a = new Block(left, 0, K);
        this.b = new Block(right, 0, N);
    }

    /** 1e9 operations a second, of the fastest burst. */
    double gflops() {
        double best = 0;
        for (int i = 0; i < BURSTS; i++) {
            best = Math.max(best, burst());
        }
        return best;
    }

    private double burst() {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < BURST; i++) {
            kernel.multiply(Form.PLAIN, M, N, K, a, b, 0, c);
        }
        return BURST * 2.0 * M * N * K / (THREADS.getCurrentThreadCpuTime() - start);
    }
}
