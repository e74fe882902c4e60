package dev.hourglass.tracker.readmodel;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** There is nothing to read from: PostgreSQL does not answer, or this version of the tracker has not made its read model yet. */
public final class NoReadModelException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private NoReadModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static NoReadModelException gone(Throwable cause) {
        return new NoReadModelException(
                "PostgreSQL does not answer, so there is no read model to read from: " + cause.getMessage(), cause);
    }

    static NoReadModelException notYet() {
        return new NoReadModelException("no read model yet: the tracker is still starting", null);
    }

    static NoReadModelException ofAnotherVersion(ReadModels.Live live) {
        return new NoReadModelException(
                "the live read model " + live.name() + " was made by another version of Hourglass (projection "
                        + (live.version().isEmpty() ? "without a number" : live.version()) + ", this tracker has "
                        + ReadModelVersion.OWN + "): this tracker answers when it has built its own;"
                        + " if a newer one has taken over, stop this one",
                null);
    }
}
