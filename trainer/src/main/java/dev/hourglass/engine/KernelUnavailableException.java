package dev.hourglass.engine;

/** A dense kernel cannot run in this JVM on this machine. */
public final class KernelUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String kernel;

    KernelUnavailableException(String kernel, String reason) {
        super(reason);
        this.kernel = kernel;
    }

    KernelUnavailableException(String kernel, String reason, Throwable cause) {
        super(reason, cause);
        this.kernel = kernel;
    }

    public String kernel() {
        return kernel;
    }
}
