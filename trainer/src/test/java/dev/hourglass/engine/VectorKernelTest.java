package dev.hourglass.engine;

final class VectorKernelTest extends DenseKernelContract {

    private final DenseKernel kernel = Kernels.named("vector").kernel();

    @Override
    DenseKernel kernel() {
        return kernel;
    }
}
