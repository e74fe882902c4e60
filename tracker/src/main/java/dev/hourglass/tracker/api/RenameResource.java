package dev.hourglass.tracker.api;

import dev.hourglass.events.Event;
import dev.hourglass.tracker.api.shape.NewName;
import dev.hourglass.tracker.api.shape.Run;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.door.Revisions;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.readmodel.RunRow;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Renames a run, if nobody else changed it meanwhile: the log decides, by the revision that the event carries. */
@Path("/runs/{run}")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Keeping")
@Needs(Role.EDITOR)
class RenameResource {

    private final RunIds ids;
    private final RunReader runs;
    private final Acts acts;

    RenameResource(RunIds ids, RunReader runs, Acts acts) {
        this.ids = ids;
        this.runs = runs;
        this.acts = acts;
    }

    @PATCH
    @Operation(
            summary = "Rename a run",
            description =
                    "Under If-Match with the ETag of the run, which names its revision: how often people changed it."
                            + " The same key again answers with the run as it is then.")
    @APIResponse(
            responseCode = "200",
            description = "The run as it is then",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Run.class)))
    @APIResponse(responseCode = "202", description = "Accepted; the read model shows it later, at Location")
    @APIResponse(responseCode = "412", description = "Somebody changed the run meanwhile")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response rename(
            @RestPath String run,
            @Nullable NewName body,
            @RestHeader("If-Match") @Parameter(description = "The run's ETag, or * for whatever it is")
                    Optional<String> ifMatch,
            @BeanParam Caller caller) {
        UUID id = ids.resolve(run);
        String name = BadBody.required(body)
                .name()
                .orElseThrow(() -> new BadBody("'name' is missing: what the run shall be called"));
        OptionalLong[] revision = new OptionalLong[1];
        Acts.Done done = acts.act(
                id,
                caller,
                Event.RunRenamed.class,
                row -> revision[0] = revision(row, ifMatch),
                _ -> new Event.RunRenamed(id, name, revision[0], caller.name()));
        if (done.shown() && !done.before() && !runs.row(id).name.equals(name)) {
            throw new Changed(id, runs.row(id).revision);
        }
        return done.shown() ? tagged(runs.whole(id)) : Acts.later("/runs/" + id);
    }

    static Response tagged(Run run) {
        return Response.ok(run).header("ETag", Revisions.etag(run.revision())).build();
    }

    private static OptionalLong revision(RunRow row, Optional<String> ifMatch) {
        String wanted = ifMatch.orElseThrow(() -> new IfMatchMissing(row)).strip();
        if (wanted.equals(Revisions.ANY)) {
            return OptionalLong.empty();
        }
        if (!Revisions.lists(wanted, row.revision)) {
            throw new Changed(row.id, row.revision);
        }
        return OptionalLong.of(row.revision);
    }

    /** What the caller has seen of the run is no longer so. */
    static final class Changed extends Refusal {
        private static final long serialVersionUID = 1;

        Changed(UUID run, long revision) {
            super(
                    412,
                    "Run changed",
                    "run " + run + " has ETag " + Revisions.etag(revision)
                            + " now: somebody changed it; read it again and decide");
        }
    }

    /** A rename must say of what it is one. */
    static final class IfMatchMissing extends Refusal {
        private static final long serialVersionUID = 1;

        IfMatchMissing(RunRow run) {
            super(
                    428,
                    "If-Match missing",
                    "send If-Match with the ETag of GET /api/v1/runs/" + run.id + ", or * to rename it in any case");
        }
    }
}
