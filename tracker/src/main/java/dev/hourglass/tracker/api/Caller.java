package dev.hourglass.tracker.api;

import dev.hourglass.tracker.door.Visitor;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;

/** Who asks, and by which key the same request is known when it comes again. */
record Caller(
        @RestHeader("Hourglass-User")
        @Parameter(description = "Who asks, 'someone' if it is not said; where people sign in, the tracker knows")
        Optional<String> user,

        @RestHeader("Idempotency-Key")
        @Parameter(description = "A UUID; the same request with the same key again changes nothing")
        Optional<String> idempotencyKey) {

    private static final int LONGEST = Visitor.LONGEST_NAME;

    /** @throws BadParameter if the name is blank or longer than 200 characters */
    String name() {
        String name = user.orElse("someone").strip();
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new BadParameter("header Hourglass-User", name, "a name of 1 to " + LONGEST + " characters");
        }
        return name;
    }

    /** @throws BadParameter if it is no UUID */
    Optional<UUID> key() {
        return idempotencyKey.map(text -> {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw new BadParameter("header Idempotency-Key", text, "a UUID");
            }
        });
    }
}
