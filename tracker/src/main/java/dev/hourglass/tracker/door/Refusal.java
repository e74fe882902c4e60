package dev.hourglass.tracker.door;

import java.util.List;
import java.util.Optional;

/**
 * A request that cannot be met, for a reason the caller can understand and mend. Thrown where it is known, mapped once. Each
 * subclass is one meaning.
 */
public abstract class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String title;
    private final String detail;
    private final transient Optional<String> see;

    /** @param message what is wrong, where, and what to do */
    protected Refusal(int status, String title, String message) {
        this(status, title, message, Optional.empty());
    }

    /**
     * @param message as people read it, on a page too
     * @param see a request that leads on, for programs: method and path below {@code /api/v1}
     */
    protected Refusal(int status, String title, String message, String see) {
        this(status, title, message, Optional.of(see.replaceFirst(" ", " /api/v1")));
    }

    private Refusal(int status, String title, String message, Optional<String> see) {
        super(message, null, false, false); // no stack trace: it is an answer, not a defect
        this.status = status;
        this.title = title;
        this.detail = message;
        this.see = see;
    }

    public final int status() {
        return status;
    }

    final String title() {
        return title;
    }

    final String detail() {
        return detail;
    }

    final Optional<String> see() {
        return see;
    }

    /** Places in a spec; empty for all others. */
    public List<Problem.At> problems() {
        return List.of();
    }

    /** Where a query parameter's text goes wrong; empty for all others. */
    public Optional<Problem.Place> place() {
        return Optional.empty();
    }
}
