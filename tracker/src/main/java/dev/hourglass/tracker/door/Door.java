package dev.hourglass.tracker.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Stands before every route, the front end's files included. */
@Singleton
public final class Door {

    /** Of a browser that has signed in. */
    public static final String SESSION_COOKIE = "hourglass-session";

    private static final Logger LOG = Logger.getLogger(Door.class);
    private static final String CALLER = "Hourglass-User";
    private static final String STREAM = "/api/v1/stream";
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int BEFORE_ALL_ROUTES = 100;

    private final Admission admission;
    private final Credentials credentials;
    private final ObjectMapper json;
    private final long streamLifeMs;

    Door(Admission admission, Credentials credentials, ObjectMapper json, DoorConfig config) {
        this.streamLifeMs = config.streamLife().toMillis();
        this.admission = admission;
        this.credentials = credentials;
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
        if ("https".equals(request.scheme())) {
            context.response().putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        String authority = Objects.requireNonNullElse(request.getHeader(HttpHeaders.HOST), "");
        if (request.authority() != null) {
            authority = request.authority().toString();
        }
        Optional<String> origin = Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN));
        Optional<Credentials.Shown> shown = isGuarded(context.normalizedPath()) ? shown(request) : Optional.empty();
        Admission.Verdict verdict = admission.judge(authority, origin);
        if (verdict instanceof Admission.Verdict.Welcome
                && !admission.isOpen()
                && shown.isPresent()
                && shown.get() instanceof Credentials.Shown.Session
                && !READS.contains(request.method())) {
            verdict = admission.judgeChangeByCookie(origin);
        }
        if (verdict instanceof Admission.Verdict.TurnedAway away) {
            write(context, Problem.of(403, away.title(), away.detail(), request.path()));
        } else if (admission.isOpen()) {
            enter(context, Visitor.ofThisMachine(saidName(request)));
        } else if (shown.isEmpty()) {
            enter(context, Visitor.stranger("""
                    people sign in to this tracker: send 'Authorization: Bearer <token>' (the command takes it from \
                    HOURGLASS_TOKEN), or sign in on its page"""));
        } else {
            identify(context, shown.get());
        }
    }

    private void identify(RoutingContext context, Credentials.Shown shown) {
        context.vertx()
                .executeBlocking(() -> credentials.find(shown), false)
                .onSuccess(found -> enter(context, visitor(found, shown)))
                .onFailure(e -> {
                    LOG.warnf("nobody can sign in: %s", e.getMessage());
                    write(
                            context,
                            Problem.of(
                                    503,
                                    "Database unavailable",
                                    "PostgreSQL does not answer, so nobody can sign in. See /q/health",
                                    context.request().path()));
                });
    }

    private static Visitor visitor(Credentials.Found found, Credentials.Shown shown) {
        return switch (found) {
            case Credentials.Found.Somebody(Visitor visitor) -> visitor;
            case Credentials.Found.Nobody(String why) ->
                Visitor.stranger(
                        switch (shown) {
                            case Credentials.Shown.Token _ ->
                                "the token " + why + "; make another with: hourglass token create";
                            case Credentials.Shown.Session _ -> "the session " + why + "; sign in again";
                        });
        };
    }

    /** What the API believes of a visitor is what the door has found, not what they say of themselves. */
    private void enter(RoutingContext context, Visitor visitor) {
        if (!admission.isOpen()) {
            context.request().headers().set(CALLER, visitor.id());
            String path = context.normalizedPath();
            if (path.startsWith("/q") && isGuarded(path) && !visitor.role().includes(Role.VIEWER)) {
                refuse(context, RoleCheck.refusal(visitor, Role.VIEWER));
                return;
            }
        }
        visitor.enter(context);
        if (!admission.isOpen() && context.normalizedPath().equals(STREAM)) {
            limitLife(context);
        }
        context.next();
    }

    private void refuse(RoutingContext context, Refusal refusal) {
        if (refusal.status() == 401) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
        write(context, Problem.of(refusal, context.request().path()));
    }

    /** A wrong name is refused where it would be written down; until then it is nobody's. */
    private static String saidName(HttpServerRequest request) {
        String said = Objects.requireNonNullElse(request.getHeader(CALLER), "").strip();
        return said.isEmpty() || said.length() > Visitor.LONGEST_NAME ? "someone" : said;
    }

    /** A stream outlives the moment it was let in; it must come again, and be known, ever and again. */
    private void limitLife(RoutingContext context) {
        long timer = context.vertx()
                .setTimer(streamLifeMs, _ -> context.request().connection().close());
        context.addEndHandler(_ -> context.vertx().cancelTimer(timer));
    }

    private static Optional<Credentials.Shown> shown(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(new Credentials.Shown.Token(header.substring(7).strip()));
        }
        return Optional.ofNullable(request.getCookie(SESSION_COOKIE))
                .map(cookie -> new Credentials.Shown.Session(cookie.getValue()));
    }

    /** Health is for probes that have no token; it names no run. The pages show nothing without the API. */
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
            if (problem.status() == 503) {
                response.putHeader("Retry-After", Integer.toString(Problem.RETRY_AFTER_SECONDS));
            }
            response.setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
