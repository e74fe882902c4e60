package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Job;
import dev.hourglass.tracker.api.shape.ProjectionState;
import dev.hourglass.tracker.bulletin.JobReport;
import dev.hourglass.tracker.bulletin.Posted;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.door.Visitor;
import dev.hourglass.tracker.people.Signatures;
import dev.hourglass.tracker.rebuild.JobRunningException;
import dev.hourglass.tracker.rebuild.RebuildJob;
import dev.hourglass.tracker.rebuild.RebuildJobs;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** How the read model stands to the log; builds it anew from the log, to use it or to compare it. */
@Path("/projection")
@Tag(name = "Projection")
@Needs(Role.VIEWER)
class ProjectionResource {

    private final ProjectionFigures figures;
    private final RebuildJobs jobs;
    private final Posted posted;
    private final Signatures signatures;

    ProjectionResource(ProjectionFigures figures, RebuildJobs jobs, Posted posted, Signatures signatures) {
        this.figures = figures;
        this.jobs = jobs;
        this.posted = posted;
        this.signatures = signatures;
    }

    @GET
    @Operation(summary = "How far the read model is behind the log")
    public ProjectionState status() throws SQLException {
        return figures.read();
    }

    @POST
    @Path("/rebuild")
    @Needs(Role.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Rebuild the read model",
            description =
                    "Builds a new one beside the live one, from the log alone, and switches when it has caught up."
                            + " Again while it runs is 409; later it builds another, of the same content.")
    @APIResponse(
            responseCode = "202",
            description = "It runs; ask at href",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Job.Started.class)))
    @APIResponse(responseCode = "409", description = "Another one runs")
    public Response rebuild(@Context RoutingContext request) throws SQLException {
        return start(RebuildJob.Kind.REBUILD, Visitor.of(request));
    }

    @POST
    @Path("/verify")
    @Needs(Role.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Verify the read model",
            description = "Builds a shadow from the log, compares digests of what both say, and drops it;"
                    + " then reads the blobs of all checkpoints. It changes nothing; again while it runs is 409.")
    @APIResponse(
            responseCode = "202",
            description = "It runs; ask at href",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Job.Started.class)))
    @APIResponse(responseCode = "409", description = "Another one runs")
    public Response verify(@Context RoutingContext request) throws SQLException {
        return start(RebuildJob.Kind.VERIFY, Visitor.of(request));
    }

    @GET
    @Path("/jobs/{id}")
    @Operation(summary = "How a rebuild or verification does")
    @APIResponse(responseCode = "200", description = "The job")
    @APIResponse(responseCode = "404", description = "No such job in the last 30 days")
    public Job job(@RestPath String id) throws SQLException {
        UUID wanted = uuid(id).orElseThrow(() -> new NoSuchJob(id));
        Optional<Job> own = jobs.job(wanted).map(JobReport::of);
        return own.isPresent() ? own.get() : posted.job(wanted).orElseThrow(() -> new NoSuchJob(id));
    }

    private Response start(RebuildJob.Kind kind, Visitor visitor) throws SQLException {
        try {
            RebuildJob job = jobs.start(kind);
            signatures.sign(
                    visitor.id(), "projection." + kind.word(), List.of(job.id().toString()), Map.of());
            String place = "/projection/jobs/" + job.id();
            return Response.accepted(new Job.Started(job.id(), "/api/v1" + place))
                    .location(URI.create(place))
                    .build();
        } catch (JobRunningException e) {
            throw new JobRuns(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One at a time. */
    static final class JobRuns extends Refusal {
        private static final long serialVersionUID = 1;

        JobRuns(String message) {
            super(409, "Job runs", message);
        }
    }

    /** Of none of the trackers. */
    static final class NoSuchJob extends Refusal {
        private static final long serialVersionUID = 1;

        NoSuchJob(String id) {
            super(
                    404,
                    "No such job",
                    "no job '" + id + "' in the last 30 days; a verification or a rebuild starts one",
                    "POST /projection/verify");
        }
    }
}
