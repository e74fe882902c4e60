package dev.hourglass.tracker.door;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The one place where roles are enforced: what {@link Needs} says on the method, else on its class. */
@Singleton
final class RoleCheck {

    private final Provider<CurrentVertxRequest> request;

    RoleCheck(Provider<CurrentVertxRequest> request) {
        this.request = request;
    }

    /** Before anything of the request's body is read. */
    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void check(ResourceInfo called) {
        Visitor visitor = Visitor.of(request.get().getCurrent());
        Role needed = needed(called);
        if (!visitor.role().includes(needed)) {
            throw refusal(visitor, needed);
        }
    }

    /** What somebody is told whose role does not include the one that is needed. */
    static Refusal refusal(Visitor visitor, Role needed) {
        return visitor.isStranger() ? new NotSignedIn(visitor.name()) : new RoleTooLow(visitor, needed);
    }

    private static Role needed(ResourceInfo called) {
        Needs onMethod = called.getResourceMethod().getAnnotation(Needs.class);
        Needs needs = onMethod == null ? called.getResourceClass().getAnnotation(Needs.class) : onMethod;
        return needs == null ? Role.ADMIN : needs.value();
    }

    /** Nobody knows who asks. */
    static final class NotSignedIn extends Refusal {
        private static final long serialVersionUID = 1;

        NotSignedIn(String why) {
            super(401, "Not signed in", why);
        }
    }

    /** Who asks may not do this. */
    static final class RoleTooLow extends Refusal {
        private static final long serialVersionUID = 1;

        RoleTooLow(Visitor visitor, Role needed) {
            super(
                    403,
                    "Role too low",
                    "this needs the role " + needed.word() + ", and " + visitor.name() + " has the role "
                            + visitor.role().word() + "; an admin can change that: hourglass people role '"
                            + visitor.name() + "' " + needed.word());
        }
    }
}
