package dev.hourglass.tracker.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/** Stands before every route, the front end's files included. */
@Singleton
final class Door {

    private static final String COOKIE = "hourglass-token";
    private static final int BEFORE_ALL_ROUTES = 100;

    private final Admission admission;
    private final ObjectMapper json;

    Door(Admission admission, ObjectMapper json) {
        this.admission = admission;
        this.json = json;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::admit, BEFORE_ALL_ROUTES);
    }

    /** What no route took. The API's own unknown paths are answered by the REST layer. */
    void answerTheRest(@Observes Router router) {
        router.route().last().handler(this::nothingHere);
    }

    private void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        String authority = Objects.requireNonNullElse(request.getHeader(HttpHeaders.HOST), "");
        if (request.authority() != null) {
            authority = request.authority().toString();
        }
        Admission.Verdict verdict = admission.judge(
                authority,
                Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN)),
                token(request),
                isGuarded(context.normalizedPath()));
        switch (verdict) {
            case Admission.Verdict.Welcome _ -> {
                if (!signIn(context)) {
                    context.next();
                }
            }
            case Admission.Verdict.TurnedAway away -> {
                if (away.status() == 401) {
                    context.response().putHeader("WWW-Authenticate", "Bearer");
                }
                write(context, Problem.of(away.status(), away.title(), away.detail(), request.path()));
            }
        }
    }

    /** A browser cannot put a header on an event source, so a link with the token becomes a cookie, once. */
    private boolean signIn(RoutingContext context) {
        String given = context.request().getParam("token");
        if (given == null || !context.normalizedPath().equals("/") || !admission.isToken(given)) {
            return false;
        }
        context.response()
                .addCookie(Cookie.cookie(COOKIE, given)
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT)
                        .setPath("/"))
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, "/")
                .end();
        return true;
    }

    private static Optional<String> token(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(header.substring(7).strip());
        }
        return Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue);
    }

    /** Health is for probes that have no token; it names no run. */
    private static boolean isGuarded(String path) {
        return path.startsWith("/api") || (path.startsWith("/q") && !path.startsWith("/q/health"));
    }

    private void nothingHere(RoutingContext context) {
        String path = context.normalizedPath();
        if (path.startsWith("/api")) {
            write(
                    context,
                    Problem.of(
                            404,
                            "No such path",
                            "nothing is at " + path + "; the API is described at /q/openapi",
                            path));
            return;
        }
        context.response()
                .setStatusCode(404)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8")
                .end("Nothing is at " + path
                        + ". The pages begin at / (the part after # is theirs), the API at /api/v1.\n");
    }

    private void write(RoutingContext context, Problem problem) {
        try {
            HttpServerResponse response = context.response();
            response.setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
