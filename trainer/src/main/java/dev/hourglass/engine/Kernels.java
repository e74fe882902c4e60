package dev.hourglass.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dense kernels of this JVM, fastest first. */
public final class Kernels {

    private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
    private static final List<String> BY_SPEED = List.of(OpenBlasKernel.NAME, VectorKernel.NAME, EjmlKernel.NAME);

    private Kernels() {}

    /** {@code openblas}, {@code vector}, {@code ejml}. */
    public static List<String> names() {
        return BY_SPEED;
    }

    /** The fastest that loads, with the reasons why faster ones do not. Logged. */
    public static KernelChoice best() {
        List<String> refusals = new ArrayList<>();
        for (String name : BY_SPEED) {
            try {
                DenseKernel kernel = load(name);
                String reason = refusals.isEmpty() ? "the fastest" : String.join("; ", refusals);
                LOG.info("kernel {} ({}): {}", name, kernel.description(), reason);
                return new KernelChoice(kernel, reason);
            } catch (KernelUnavailableException e) {
                refusals.add("no " + name + ", " + e.getMessage());
            }
        }
        throw new AssertionError("the last kernel runs anywhere, but: " + refusals);
    }

    /**
     * The kernel of this name and no other.
     *
     * @throws IllegalArgumentException if there is none of that name
     * @throws KernelUnavailableException if it cannot run here
     */
    public static KernelChoice named(String name) {
        DenseKernel kernel = load(name);
        LOG.info("kernel {} ({}): forced by name", name, kernel.description());
        return new KernelChoice(kernel, "forced by name");
    }

    private static DenseKernel load(String name) {
        return switch (name) {
            case OpenBlasKernel.NAME -> openBlas();
            case VectorKernel.NAME -> vector();
            case EjmlKernel.NAME -> new EjmlKernel();
            default -> throw new IllegalArgumentException("no kernel named " + name + "; there are " + BY_SPEED);
        };
    }

    private static DenseKernel openBlas() {
        OpenBlasTrial.REFUSAL.ifPresent(reason -> {
            throw new KernelUnavailableException(OpenBlasKernel.NAME, reason);
        });
        return new OpenBlasKernel();
    }

    /** Loading is tried once: a class whose initialiser has failed tells the reason only the first time. */
    private static final class OpenBlasTrial {

        static final Optional<String> REFUSAL = refusal();

        private static Optional<String> refusal() {
            try {
                new OpenBlasKernel();
                return Optional.empty();
            } catch (LinkageError e) {
                return Optional.of(
                        String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
            }
        }
    }

    private static DenseKernel vector() {
        if (!VectorModule.isPresent()) {
            throw new KernelUnavailableException(
                    VectorKernel.NAME, "the JVM was started without --add-modules=" + VectorModule.NAME);
        }
        return new VectorKernel();
    }
}
