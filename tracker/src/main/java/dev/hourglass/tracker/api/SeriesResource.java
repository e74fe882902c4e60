package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.SeriesAnswer;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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

    SeriesResource(RunIds ids, Curves curves) {
        this.ids = ids;
        this.curves = curves;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The series of a run",
            description =
                    "With the ancestors' points up to the branch step, unless inherit=false. Down-sampling hides nothing:"
                            + " each bucket has its last, least and greatest value and its count. CSV with Accept: text/csv.")
    public SeriesAnswer series(
            @RestPath String run,
            @BeanParam SeriesParameters asked,
            @RestQuery @DefaultValue("true") @Parameter(description = "Whether the ancestors' points come first")
                    boolean inherit,
            @RestQuery @Parameter(description = "Only what this attempt recorded, superseded or not")
                    Optional<String> attempt)
            throws SQLException {
        Curves.Drawn drawn = curves.draw(ids.resolveKept(run), asked, inherit, attempt.map(SeriesResource::uuid));
        return new SeriesAnswer(drawn.series(), drawn.notDrawn());
    }

    @GET
    @Produces(Csv.MEDIA_TYPE)
    @Operation(hidden = true)
    public String seriesAsCsv(
            @RestPath String run,
            @BeanParam SeriesParameters asked,
            @RestQuery @DefaultValue("true") boolean inherit,
            @RestQuery Optional<String> attempt)
            throws SQLException {
        return Csv.of(series(run, asked, inherit, attempt).series());
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new BadParameter("attempt", text, "an attempt's id");
        }
    }
}
