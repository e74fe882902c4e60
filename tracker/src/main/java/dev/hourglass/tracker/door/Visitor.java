package dev.hourglass.tracker.door;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/**
 * Who makes a request, as the door has found.
 *
 * @param id what events and the audit know them by: a person's id; where the tracker is open, who they say they are
 * @param name for people
 * @param person empty for strangers, and for everybody where the tracker is open
 * @param token that the person came with, or signed in with
 */
public record Visitor(String id, String name, Role role, Optional<UUID> person, Optional<UUID> token) {

    public static final int LONGEST_NAME = 200;

    private static final String KEY = Visitor.class.getName();

    public static Visitor person(UUID id, String name, Role role, Optional<UUID> token) {
        return new Visitor(id.toString(), name, role, Optional.of(id), token);
    }

    /** Of a tracker that is open: who can reach it may do everything. */
    static Visitor ofThisMachine(String name) {
        return new Visitor(name, name, Role.ADMIN, Optional.empty(), Optional.empty());
    }

    /** @param why what they came with is not enough, for people */
    static Visitor stranger(String why) {
        return new Visitor("", why, Role.NONE, Optional.empty(), Optional.empty());
    }

    boolean isStranger() {
        return id.isEmpty();
    }

    void enter(RoutingContext context) {
        context.put(KEY, this);
    }

    /** @throws IllegalStateException if the request did not come through the door */
    public static Visitor of(RoutingContext context) {
        Visitor visitor = context.get(KEY);
        if (visitor == null) {
            throw new IllegalStateException(context.normalizedPath() + " was reached beside the door");
        }
        return visitor;
    }
}
