package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.SeriesAnswer;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.export.Csv;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Curves of one run, as JSON in columns, or as CSV for {@code Accept: text/csv}. */
@Path("/runs/{run}/series")
@Tag(name = "Series")
@Needs(Role.VIEWER)
class SeriesResource {

    private final RunIds ids;
    private final Curves curves;
    private final SeriesTag tags;

    SeriesResource(RunIds ids, Curves curves, SeriesTag tags) {
        this.ids = ids;
        this.curves = curves;
        this.tags = tags;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The series of a run",
            description =
                    "With the ancestors' points up to the branch step, unless inherit=false. Down-sampling hides nothing:"
                            + " each bucket has its last, least and greatest value and its count. points=raw gives every"
                            + " point, a page at a time. CSV with Accept: text/csv, which with points=raw and no limit has"
                            + " all pages. The ETag stays the same for as long as the series do.")
    @APIResponse(
            responseCode = "200",
            description = "The series",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = SeriesAnswer.class)))
    @APIResponse(responseCode = "304", description = "The caller has it")
    public Response series(
            @RestPath String run,
            @BeanParam SeriesParameters asked,
            @BeanParam Which which,
            @RestQuery @Parameter(description = "With points=raw: at most so many points, 1 to 100000 (if not given)")
                    Optional<String> limit,
            @RestQuery @Parameter(description = "With points=raw: the 'next' of the answer before")
                    Optional<String> after,
            @Context Request request)
            throws SQLException {
        UUID id = ids.resolveKept(run);
        EntityTag tag = tags.of(id, MediaType.APPLICATION_JSON);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return tagged(unchanged != null ? unchanged : Response.ok(sent(id, asked, which, limit, after)), tag);
    }

    /** May be kept, but is asked for each time. */
    private static Response tagged(Response.ResponseBuilder answer, EntityTag tag) {
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private SeriesAnswer sent(
            UUID id, SeriesParameters asked, Which which, Optional<String> limit, Optional<String> after)
            throws SQLException {
        SeriesAnswer all = read(id, asked, which, limit, after);
        return new SeriesAnswer(asked.sent(all.series()), all.notDrawn(), all.next());
    }

    private SeriesAnswer read(
            UUID id, SeriesParameters asked, Which which, Optional<String> limit, Optional<String> after)
            throws SQLException {
        if (asked.raw()) {
            Curves.Drawn page = curves.page(
                    id,
                    asked.names(),
                    asked,
                    which.inherit(),
                    which.only(),
                    after.map(text -> RawPages.position(text, asked.names())),
                    RawPages.limit(limit));
            return new SeriesAnswer(page.series(), page.notDrawn(), page.next().map(RawPages::text));
        }
        RawPages.refuse("limit", limit);
        RawPages.refuse("after", after);
        Curves.Drawn drawn = curves.draw(id, asked.names(), asked, which.inherit(), which.only());
        return new SeriesAnswer(drawn.series(), drawn.notDrawn(), Optional.empty());
    }

    @GET
    @Produces(Csv.MEDIA_TYPE)
    @Operation(hidden = true)
    public Response seriesAsCsv(
            @RestPath String run,
            @BeanParam SeriesParameters asked,
            @BeanParam Which which,
            @RestQuery Optional<String> limit,
            @RestQuery Optional<String> after,
            @Context Request request)
            throws SQLException {
        UUID id = ids.resolveKept(run);
        EntityTag tag = tags.of(id, Csv.MEDIA_TYPE);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return tagged(unchanged != null ? unchanged : Response.ok(csv(id, asked, which, limit, after)), tag);
    }

    private StreamingOutput csv(
            UUID id, SeriesParameters asked, Which which, Optional<String> limit, Optional<String> after)
            throws SQLException {
        SeriesAnswer first = read(id, asked, which, limit, after); // what is wrong shows before the answer begins
        return out -> {
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            Csv.head(text);
            SeriesAnswer page = first;
            Csv.write(text, page.series());
            while (page.next().isPresent() && limit.isEmpty()) {
                page = next(id, asked, which, page.next());
                Csv.write(text, page.series());
            }
            text.flush();
        };
    }

    private SeriesAnswer next(UUID run, SeriesParameters asked, Which which, Optional<String> after) {
        try {
            return read(run, asked, which, Optional.empty(), after);
        } catch (SQLException e) {
            throw new IllegalStateException("the read model went away while " + run + " was sent as CSV", e);
        }
    }

    /** Whose points. */
    record Which(
            @RestQuery @DefaultValue("true") @Parameter(description = "Whether the ancestors' points come first")
            boolean inherit,

            @RestQuery @Parameter(description = "Only what this attempt recorded, superseded or not")
            Optional<String> attempt) {

        Optional<UUID> only() {
            return attempt.map(SeriesResource::uuid);
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new BadParameter("attempt", text, "an attempt's id");
        }
    }
}
