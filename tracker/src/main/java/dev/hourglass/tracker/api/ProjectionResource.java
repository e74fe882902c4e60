package dev.hourglass.tracker.api;

import dev.hourglass.tracker.api.shape.Job;
import dev.hourglass.tracker.api.shape.ProjectionState;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.rebuild.JobRunningException;
import dev.hourglass.tracker.rebuild.RebuildJob;
import dev.hourglass.tracker.rebuild.RebuildJobs;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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

    ProjectionResource(ProjectionFigures figures, RebuildJobs jobs) {
        this.figures = figures;
        this.jobs = jobs;
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
    public Response rebuild() {
        return start(RebuildJob.Kind.REBUILD);
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
    public Response verify() {
        return start(RebuildJob.Kind.VERIFY);
    }

    @GET
    @Path("/jobs/{id}")
    @Operation(summary = "How a rebuild or verification does")
    @APIResponse(responseCode = "200", description = "The job")
    @APIResponse(responseCode = "404", description = "No such job in this tracker")
    public Job job(@RestPath String id) {
        RebuildJob job = find(id).orElseThrow(() -> new NoSuchJob(id));
        RebuildJob.Progress progress = job.progress();
        return new Job(
                job.id(),
                job.kind().word(),
                job.state().word(),
                progress.recordsDone(),
                progress.recordsTotal(),
                progress.expectedEnd(),
                job.result().flatMap(RebuildJob.Result::digestLive),
                job.result().map(RebuildJob.Result::digestRebuilt),
                job.result().map(RebuildJob.Result::equal),
                job.blobs().map(ProjectionResource::blobs),
                job.error(),
                progress.readModel());
    }

    private static Job.Blobs blobs(RebuildJob.BlobFindings found) {
        List<String> findings = Stream.concat(found.missingNames().stream(), found.damagedNames().stream())
                .toList();
        return new Job.Blobs(found.checked(), found.missing(), found.damaged(), findings);
    }

    private Response start(RebuildJob.Kind kind) {
        try {
            RebuildJob job = jobs.start(kind);
            String place = "/projection/jobs/" + job.id();
            return Response.accepted(new Job.Started(job.id(), "/api/v1" + place))
                    .location(URI.create(place))
                    .build();
        } catch (JobRunningException e) {
            throw new JobRuns(String.valueOf(e.getMessage()));
        }
    }

    private Optional<RebuildJob> find(String id) {
        try {
            return jobs.job(UUID.fromString(id));
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

    /** Jobs end with the tracker that runs them. */
    static final class NoSuchJob extends Refusal {
        private static final long serialVersionUID = 1;

        NoSuchJob(String id) {
            super(
                    404,
                    "No such job",
                    "no job '" + id + "' in this tracker since it started; POST /api/v1/projection/verify"
                            + " or /rebuild starts one");
        }
    }
}
