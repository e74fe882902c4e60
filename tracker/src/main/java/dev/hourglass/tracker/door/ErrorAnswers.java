package dev.hourglass.tracker.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.hourglass.events.codec.EventTooLargeException;
import dev.hourglass.tracker.publish.LogUnavailableException;
import dev.hourglass.tracker.readmodel.NoReadModelException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error leaves the API in one shape. */
final class ErrorAnswers {

    private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);

    @ServerExceptionMapper
    public Response refusal(Refusal e, UriInfo uri) {
        return answer(Problem.of(e, path(uri)));
    }

    @ServerExceptionMapper
    public Response badJson(JsonProcessingException e, UriInfo uri) {
        return answer(Problem.of(400, "Bad JSON", BadJson.describe(e), path(uri)));
    }

    /** For itself, because the REST layer has an answer of its own for it. */
    @ServerExceptionMapper
    public Response wrongShape(MismatchedInputException e, UriInfo uri) {
        return badJson(e, uri);
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
        if (cause(e, NumberFormatException.class).isPresent()) {
            return answer(Problem.of(400, "Bad parameter", notANumber(e, uri), path(uri)));
        }
        Response given = e.getResponse();
        String allowed = given.getHeaderString(HttpHeaders.ALLOW);
        Problem problem =
                switch (given.getStatus()) {
                    case 404 ->
                        Problem.of(
                                404,
                                "No such path",
                                "nothing is at " + path(uri) + "; the API is described at /q/openapi",
                                path(uri));
                    case 405 ->
                        Problem.of(
                                405,
                                "Method not allowed",
                                "this path does not take this method" + (allowed == null ? "" : ", only " + allowed),
                                path(uri));
                    case 406 ->
                        Problem.of(
                                406,
                                "Not acceptable",
                                "this path has no answer in the media type of the Accept header",
                                path(uri));
                    case 415 ->
                        Problem.of(
                                415,
                                "Unsupported media type",
                                "the body's Content-Type is not one this path takes: JSON goes as"
                                        + " application/json, a blob as application/octet-stream, event lines as application/x-ndjson",
                                path(uri));
                    default ->
                        Problem.of(
                                given.getStatus(),
                                given.getStatusInfo().getReasonPhrase(),
                                Optional.ofNullable(e.getMessage()).orElse("the request could not be met"),
                                path(uri));
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
                    path(uri)));
        }
        if (cause(e, SQLException.class).filter(ErrorAnswers::isText).isPresent()) {
            return answer(Problem.of(
                    400,
                    "Bad text",
                    "the character U+0000 (%00 in a path or parameter) can stand in no name or text here; leave it out",
                    path(uri)));
        }
        if (e instanceof NoReadModelException
                || e instanceof LogUnavailableException
                || cause(e, KafkaException.class).isPresent()) {
            return answer(Problem.of(503, "Not ready", e.getMessage() + ". See /q/health", path(uri)));
        }
        if (e instanceof EventTooLargeException tooLarge) {
            return answer(Problem.of(413, "Event too large", String.valueOf(tooLarge.getMessage()), path(uri)));
        }
        String id = UUID.randomUUID().toString();
        LOG.errorf(e, "%s failed, error %s", path(uri), id);
        return answer(Problem.of(
                500, "Internal error", "a defect of the tracker; its log has it under error " + id, path(uri)));
    }

    /** The REST layer takes a query parameter that is no number for a path that is not there, and does not say which. */
    private static String notANumber(WebApplicationException e, UriInfo uri) {
        String message =
                cause(e, NumberFormatException.class).map(Throwable::getMessage).orElse("");
        return uri.getQueryParameters().entrySet().stream()
                .filter(parameter -> parameter.getValue().stream()
                        .anyMatch(value -> message.contains('"' + value + '"')
                                || (value.isEmpty() && message.equals("empty String"))))
                .map(parameter ->
                        parameter.getKey() + " is '" + parameter.getValue().getFirst() + "', must be a number")
                .findFirst()
                .orElse("a query parameter that must be a number is none: " + message);
    }

    /** PostgreSQL's texts hold every character but one, so nothing it is asked for can have that. */
    private static boolean isText(SQLException e) {
        return "22021".equals(e.getSQLState());
    }

    /** SQLSTATE classes 08 (connection), 53 (resources), 57 (shut down); a pool without a connection has no state. */
    private static boolean isGone(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }

    private static <E extends Throwable> Optional<E> cause(Throwable e, Class<E> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }

    private static String path(UriInfo uri) {
        return uri.getRequestUri().getPath();
    }

    private static Response answer(Problem problem) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.status() == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.status() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }
}
