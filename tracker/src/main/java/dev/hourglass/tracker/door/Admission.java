package dev.hourglass.tracker.door;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who may speak to this tracker. On loopback everybody, but only by loopback names and from loopback pages, so that a page of
 * the internet cannot use the visitor's browser; on the network only who has the token.
 */
@Singleton
final class Admission {

    /** What the door decided about one request. */
    sealed interface Verdict {
        record Welcome() implements Verdict {}

        /** @param status 401 or 403 */
        record TurnedAway(int status, String title, String detail) implements Verdict {}
    }

    private static final Verdict WELCOME = new Verdict.Welcome();

    private final String host;
    private final Optional<String> token;
    private final boolean openOnNetwork;

    Admission(@ConfigProperty(name = "quarkus.http.host") String host, DoorConfig config) {
        this.host = host;
        this.token = config.token().filter(t -> !t.isBlank());
        this.openOnNetwork = config.openOnNetwork();
    }

    /** Before the port is opened. */
    void refuseToBeExposed(@Observes StartupEvent event) {
        if (!Loopback.isName(host) && token.isEmpty() && !openOnNetwork) {
            throw new ExposedToTheNetwork(host);
        }
    }

    /**
     * @param authority the Host header
     * @param origin the Origin header; programs that are no browser send none
     * @param given the token of the header or the cookie
     * @param guarded whether the path needs the token at all; the pages themselves do not
     */
    Verdict judge(String authority, Optional<String> origin, Optional<String> given, boolean guarded) {
        if (token.isPresent()) {
            if (guarded && !given.map(this::isToken).orElse(false)) {
                return new Verdict.TurnedAway(
                        401,
                        "Token needed",
                        given.isEmpty()
                                ? "this tracker wants its token: send 'Authorization: Bearer <token>', or open /?token=<token>"
                                        + " once in the browser"
                                : "the token is not this tracker's");
            }
            return sameOrigin(authority, origin);
        }
        if (openOnNetwork && !Loopback.isName(host)) {
            return sameOrigin(authority, origin);
        }
        if (!Loopback.isName(nameOf(authority))) {
            return new Verdict.TurnedAway(
                    403,
                    "Host not allowed",
                    "Host is '" + authority
                            + "': without a token this tracker answers only to localhost, 127.0.0.1 and [::1]."
                            + " Use one of these, or set hourglass.token");
        }
        if (origin.isPresent() && !Loopback.isOrigin(origin.get())) {
            return foreign(origin.get());
        }
        return WELCOME;
    }

    boolean isToken(String given) {
        return token.isPresent()
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.get().getBytes(StandardCharsets.UTF_8));
    }

    private static Verdict sameOrigin(String authority, Optional<String> origin) {
        return origin.isEmpty() || Loopback.isSameOrigin(origin.get(), authority) ? WELCOME : foreign(origin.get());
    }

    private static Verdict foreign(String origin) {
        return new Verdict.TurnedAway(
                403,
                "Origin not allowed",
                "a page from '" + origin + "' may not use this tracker; only its own pages may");
    }

    private static String nameOf(String authority) {
        return authority.replaceFirst(":\\d+$", "");
    }
}
