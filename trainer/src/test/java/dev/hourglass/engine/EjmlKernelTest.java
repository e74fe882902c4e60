package dev.hourglass.engine;

final class EjmlKernelTest extends DenseKernelContract {

    private final DenseKernel kernel = Kernels.named("ejml").kernel();

    @Override
    DenseKernel kernel() {
        return kernel;
    }
}
