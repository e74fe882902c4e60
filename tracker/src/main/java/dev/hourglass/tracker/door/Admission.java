package dev.hourglass.tracker.door;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * From where this tracker may be spoken to. On loopback it is open, but only by loopback names and from loopback pages, so that
 * a page of the internet cannot use the visitor's browser; on the network people sign in, and pages must be the tracker's own.
 */
@Singleton
public final class Admission {

    /** What the door decided about one request. */
    sealed interface Verdict {
        record Welcome() implements Verdict {}

        record TurnedAway(String title, String detail) implements Verdict {}
    }

    private static final Verdict WELCOME = new Verdict.Welcome();

    private final String host;
    private final boolean open;

    Admission(@ConfigProperty(name = "quarkus.http.host") String host, DoorConfig config) {
        this.host = host;
        this.open = config.signIn().map(SignIn.OPEN::equals).orElseGet(() -> Loopback.isName(host));
    }

    /** Before the port is opened. */
    void refuseToBeExposed(@Observes StartupEvent event) {
        if (open && !Loopback.isName(host)) {
            throw new ExposedToTheNetwork(host);
        }
    }

    /** Whether nobody has to sign in. */
    public boolean isOpen() {
        return open;
    }

    /**
     * @param authority the Host header
     * @param origin the Origin header; programs that are no browser send none
     */
    Verdict judge(String authority, Optional<String> origin) {
        if (!open) {
            return origin.isEmpty() || Loopback.isSameOrigin(origin.get(), authority) ? WELCOME : foreign(origin.get());
        }
        if (!Loopback.isName(nameOf(authority))) {
            return new Verdict.TurnedAway(
                    "Host not allowed",
                    "Host is '" + authority
                            + "': where nobody signs in this tracker answers only to localhost, 127.0.0.1 and [::1]."
                            + " Use one of these, or set hourglass.sign-in=required");
        }
        return origin.isEmpty() || Loopback.isOrigin(origin.get()) ? WELCOME : foreign(origin.get());
    }

    /** @param origin of a request that came with a cookie; a browser names it whenever something may be changed */
    Verdict judgeChangeByCookie(Optional<String> origin) {
        return origin.isPresent()
                ? WELCOME
                : new Verdict.TurnedAway(
                        "Origin missing",
                        "a change by a signed-in browser must come with the header Origin;"
                                + " programs send 'Authorization: Bearer <token>' instead of the cookie");
    }

    private static Verdict foreign(String origin) {
        return new Verdict.TurnedAway(
                "Origin not allowed", "a page from '" + origin + "' may not use this tracker; only its own pages may");
    }

    private static String nameOf(String authority) {
        return authority.replaceFirst(":\\d+$", "");
    }
}
