package dev.hourglass.tracker.door;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error leaves the API in one shape. */
final class ErrorAnswers {

    private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);

    @ServerExceptionMapper
    public Response refusal(Refusal e, UriInfo uri) {
        return answer(Problem.of(e, uri.getPath()));
    }

    @ServerExceptionMapper
    public Response badJson(JsonProcessingException e, UriInfo uri) {
        return answer(Problem.of(400, "Bad JSON", describe(e), uri.getPath()));
    }

    /** What the REST layer finds wrong by itself: unknown path, method, media type, unreadable parameter or body. */
    @ServerExceptionMapper
    public Response byTheRestLayer(WebApplicationException e, UriInfo uri) {
        Optional<JsonProcessingException> json = cause(e, JsonProcessingException.class);
        Optional<Refusal> refusal = cause(e, Refusal.class);
        if (refusal.isPresent()) {
            return refusal(refusal.get(), uri);
        }
        if (json.isPresent()) {
            return badJson(json.get(), uri);
        }
        Response given = e.getResponse();
        String allowed = given.getHeaderString(HttpHeaders.ALLOW);
        Problem problem =
                switch (given.getStatus()) {
                    case 404 ->
                        Problem.of(
                                404,
                                "No such path",
                                "nothing is at " + uri.getPath() + "; the API is described at /q/openapi",
                                uri.getPath());
                    case 405 ->
                        Problem.of(
                                405,
                                "Method not allowed",
                                "this path does not take this method" + (allowed == null ? "" : ", only " + allowed),
                                uri.getPath());
                    case 406 ->
                        Problem.of(
                                406,
                                "Not acceptable",
                                "this path has no answer in the media type of the Accept header",
                                uri.getPath());
                    case 415 ->
                        Problem.of(
                                415,
                                "Unsupported media type",
                                "the body's Content-Type is not one this path takes: JSON goes as"
                                        + " application/json, a blob as application/octet-stream, event lines as application/x-ndjson",
                                uri.getPath());
                    default ->
                        Problem.of(
                                given.getStatus(),
                                given.getStatusInfo().getReasonPhrase(),
                                Optional.ofNullable(e.getMessage()).orElse("the request could not be met"),
                                uri.getPath());
                };
        Response.ResponseBuilder answer = Response.fromResponse(answer(problem));
        if (allowed != null) {
            answer.header(HttpHeaders.ALLOW, allowed);
        }
        return answer.build();
    }

    /** A defect, or something the tracker needs is gone. The id leads from the answer to the log. */
    @ServerExceptionMapper
    public Response unexpected(Throwable e, UriInfo uri) {
        if (cause(e, SQLException.class).map(ErrorAnswers::isGone).orElse(false)) {
            return answer(Problem.of(
                    503,
                    "Database unavailable",
                    "PostgreSQL does not answer; the tracker goes on when it is back. See /q/health",
                    uri.getPath()));
        }
        String id = UUID.randomUUID().toString();
        LOG.errorf(e, "%s failed, error %s", uri.getPath(), id);
        return answer(Problem.of(
                500, "Internal error", "a defect of the tracker; its log has it under error " + id, uri.getPath()));
    }

    /** SQLSTATE classes 08 (connection), 53 (resources), 57 (shut down); a pool without a connection has no state. */
    private static boolean isGone(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }

    private static String describe(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                where + "no key '" + unknown.getPropertyName() + "' here, only "
                        + unknown.getKnownPropertyIds().stream()
                                .map(Object::toString)
                                .sorted()
                                .collect(Collectors.joining(", "));
            case JsonMappingException mapping -> where + path(mapping) + mapping.getOriginalMessage();
            default -> where + e.getOriginalMessage();
        };
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : path + ": ";
    }

    private static <E extends Throwable> Optional<E> cause(Throwable e, Class<E> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
