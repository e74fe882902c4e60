package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Refusal;
import org.jspecify.annotations.Nullable;

/** A body that is JSON of the right shape and yet asks for nothing that can be done. */
public final class BadBody extends Refusal {

    private static final long serialVersionUID = 1;

    public BadBody(String message) {
        super(400, "Bad body", message);
    }

    /** @throws BadBody if nothing was sent, which the REST layer takes for null */
    public static <T> T required(@Nullable T body) {
        if (body == null) {
            throw new BadBody("the body is empty; send JSON");
        }
        return body;
    }
}
