package dev.hourglass.tracker.door;

import java.util.List;
import java.util.Locale;
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

    /** @param message what is wrong, where, and what to do */
    protected Refusal(int status, String title, String message) {
        super(message, null, false, false); // no stack trace: it is an answer, not a defect
        this.status = status;
        this.title = title;
        this.detail = message;
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

    /** The title in lower case with hyphens: what a program may compare. */
    final String kind() {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
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
