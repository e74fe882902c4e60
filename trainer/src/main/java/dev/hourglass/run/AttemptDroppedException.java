package dev.hourglass.run;

/** The attempt is not, or no longer, the run's current one: it ends without a further event. */
public final class AttemptDroppedException extends RuntimeException {

    public AttemptDroppedException(String reason) {
        super(reason);
    }
}
