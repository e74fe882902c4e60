package dev.hourglass.tracker.readmodel;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** There is nothing to read from: PostgreSQL does not answer, or the tracker has not made its read model yet. */
public final class NoReadModelException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    public NoReadModelException(@Nullable Throwable cause) {
        super(
                cause == null
                        ? "no read model yet: the tracker is still starting"
                        : "PostgreSQL does not answer, so there is no read model to read from: " + cause.getMessage(),
                cause);
    }
}
