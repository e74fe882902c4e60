package dev.hourglass.engine;

final class OpenBlasKernelTest extends DenseKernelContract {

    private final DenseKernel kernel = Kernels.named("openblas").kernel();

    @Override
    DenseKernel kernel() {
        return kernel;
    }
}
