package dev.hourglass.tracker.api;

import dev.hourglass.events.Event;
import dev.hourglass.tracker.api.shape.Checkpoint;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.readmodel.RunRow;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Lets go of checkpoints. */
@Path("/runs/{run}/checkpoints/{checkpoint}")
@Tag(name = "Keeping")
@Needs(Role.EDITOR)
class PruneResource {

    private final RunIds ids;
    private final RunParts parts;
    private final Acts acts;

    PruneResource(RunIds ids, RunParts parts, Acts acts) {
        this.ids = ids;
        this.parts = parts;
        this.acts = acts;
    }

    @DELETE
    @Operation(
            summary = "Prune a checkpoint",
            description =
                    "The run lets go of it. Its bytes are deleted a day later, unless a branch or another run needs them; what"
                            + " has branched from it goes on.")
    @APIResponse(responseCode = "204", description = "The run has it no more")
    @APIResponse(responseCode = "202", description = "Accepted; the read model shows it later, at Location")
    @APIResponse(responseCode = "404", description = "No such checkpoint; the steps there are are listed")
    @APIResponse(responseCode = "409", description = "The run would go on from it")
    public Response prune(
            @RestPath String run,
            @RestPath @Parameter(description = "A step, or the SHA-256 of the state") String checkpoint,
            @BeanParam Caller caller) {
        UUID id = ids.resolve(run);
        Checkpoint[] meant = new Checkpoint[1];
        Acts.Done done = acts.act(
                id,
                caller,
                Event.CheckpointPruned.class,
                row -> meant[0] = prunable(row, checkpoint),
                _ -> new Event.CheckpointPruned(id, meant[0].sha256(), meant[0].step(), caller.name()));
        return done.shown() ? Response.noContent().build() : Acts.later("/runs/" + id + "/checkpoints");
    }

    private Checkpoint prunable(RunRow run, String which) {
        List<Checkpoint> all = parts.checkpoints(run.id);
        Checkpoint meant = CheckpointName.find(run.id, which, all);
        Optional<Checkpoint> last = all.stream().filter(c -> !c.superseded()).reduce((_, later) -> later);
        if (!run.state.equals("completed")
                && last.filter(c -> c.sha256().equals(meant.sha256())).isPresent()) {
            throw new StillNeeded(run, meant);
        }
        return meant;
    }

    /** It is where the next attempt begins. */
    static final class StillNeeded extends Refusal {
        private static final long serialVersionUID = 1;

        StillNeeded(RunRow run, Checkpoint checkpoint) {
            super(
                    409,
                    "Checkpoint still needed",
                    "run " + run.id + " is " + run.state + " and would go on from its checkpoint at step "
                            + checkpoint.step() + "; it can be pruned when the run is completed, or has a later one");
        }
    }
}
