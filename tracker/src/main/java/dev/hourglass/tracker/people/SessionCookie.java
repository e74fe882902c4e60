package dev.hourglass.tracker.people;

import dev.hourglass.tracker.door.Door;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.NewCookie;

/** What a signed-in browser shows: out of scripts' reach, sent by our own pages only. */
final class SessionCookie {

    private SessionCookie() {}

    static NewCookie of(Secret session, RoutingContext request) {
        return cookie(session.text(), (int) Tokens.SESSION.toSeconds(), request);
    }

    /** Makes the browser forget it. */
    static NewCookie none(RoutingContext request) {
        return cookie("", 0, request);
    }

    private static NewCookie cookie(String value, int seconds, RoutingContext request) {
        return new NewCookie.Builder(Door.SESSION_COOKIE)
                .value(value)
                .path("/")
                .maxAge(seconds)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .secure("https".equals(request.request().scheme()))
                .build();
    }
}
