package dev.hourglass.tracker.api;

import dev.hourglass.events.Event;
import dev.hourglass.events.Word;
import dev.hourglass.tracker.api.shape.Run;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.readmodel.RunRow;
import dev.hourglass.tracker.readmodel.State;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Puts runs out of the way, and for good. */
@Path("/runs/{run}")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Keeping")
@APIResponse(
        responseCode = "200",
        description = "The run as it is then",
        content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Run.class)))
@APIResponse(responseCode = "202", description = "Accepted; the read model shows it later, at Location")
@APIResponse(responseCode = "410", description = "The run was purged")
@Needs(Role.EDITOR)
class ShelfResource {

    private final RunIds ids;
    private final Acts acts;
    private final LivingBranches branches;
    private final Clock clock = Clock.systemUTC();

    ShelfResource(RunIds ids, Acts acts, LivingBranches branches) {
        this.ids = ids;
        this.acts = acts;
        this.branches = branches;
    }

    @POST
    @Path("/archive")
    @Operation(
            summary = "Archive a run",
            description = "Lists leave it out unless they are asked for it; nothing of it is lost.")
    public Response archive(@RestPath String run, @BeanParam Caller caller) {
        UUID id = ids.resolve(run);
        return acts.answer(id, caller, Event.RunArchived.class, _ -> {}, _ -> new Event.RunArchived(id, caller.name()));
    }

    @POST
    @Path("/trash")
    @Operation(
            summary = "Put a run into the trash",
            description = "It can be restored until it is purged, which happens by itself after hourglass.trash-keeps.")
    @APIResponse(
            responseCode = "409",
            description = "It has living branches, which are listed: archive it; or a worker holds it: cancel it first")
    public Response trash(@RestPath String run, @BeanParam Caller caller) {
        UUID id = ids.resolve(run);
        return acts.answer(
                id,
                caller,
                Event.RunTrashed.class,
                row -> {
                    if (!row.kind.equals("published")
                            && Word.parse(State.class, row.state).held()) {
                        throw new RunStateForbids("trash", row);
                    }
                    branches.refuseTrashing(id);
                },
                _ -> new Event.RunTrashed(id, caller.name()));
    }

    @POST
    @Path("/restore")
    @Operation(summary = "Restore a run", description = "From the trash or the archive.")
    public Response restore(@RestPath String run, @BeanParam Caller caller) {
        UUID id = ids.resolve(run);
        return acts.answer(id, caller, Event.RunRestored.class, _ -> {}, _ -> new Event.RunRestored(id, caller.name()));
    }

    @POST
    @Needs(Role.ADMIN)
    @Path("/purge")
    @Operation(
            summary = "Purge a run in the trash, now",
            description =
                    "For good: its points, spectra, logs and checkpoints are removed from the stores, but its events stay"
                            + " in the log, which keeps everything. Points that a living branch inherits stay as long as that lives.")
    @APIResponse(responseCode = "409", description = "It is not in the trash")
    public Response purge(@RestPath String run, @BeanParam Caller caller) {
        UUID id = ids.resolve(run);
        Instant until = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(Event.RunPurged.GRACE);
        return acts.answer(
                id,
                caller,
                Event.RunPurged.class,
                ShelfResource::requireTrashed,
                _ -> Event.RunPurged.of(id, until, caller.name()));
    }

    private static void requireTrashed(RunRow row) {
        if (row.trashedAt == null) {
            throw new NotTrashed(row);
        }
    }

    /** Purging takes two steps. */
    static final class NotTrashed extends Refusal {
        private static final long serialVersionUID = 1;

        NotTrashed(RunRow run) {
            super(
                    409,
                    "Run not in the trash",
                    "run " + run.id + " is not in the trash: put it there first",
                    "POST /runs/" + run.id + "/trash");
        }
    }
}
