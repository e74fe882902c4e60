package dev.hourglass.tracker.api;

import dev.hourglass.events.Event;
import dev.hourglass.events.RunKind;
import dev.hourglass.events.Word;
import dev.hourglass.tracker.api.shape.Run;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.readmodel.RunRow;
import dev.hourglass.tracker.readmodel.State;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What people ask of a run. The worker's answer comes later, as a change of the run's state. */
@Path("/runs/{run}")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Actions")
@APIResponse(
        responseCode = "200",
        description = "The run as it is then",
        content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Run.class)))
@APIResponse(responseCode = "202", description = "Accepted; the read model shows it later, at Location")
@APIResponse(responseCode = "409", description = "The run's state does not allow it; the answer says the state")
@Needs(Role.EDITOR)
class ActionResource {

    private final RunIds ids;
    private final Acts acts;

    ActionResource(RunIds ids, Acts acts) {
        this.ids = ids;
        this.acts = acts;
    }

    @POST
    @Path("/pause")
    @Operation(summary = "Pause a run", description = "The worker writes a checkpoint and lets go of it.")
    public Response pause(@RestPath String run, @BeanParam Caller caller) {
        return act("pause", run, caller, State::canPause, Event.PauseRequested.class, Event.PauseRequested::new);
    }

    @POST
    @Path("/resume")
    @Operation(summary = "Resume a run", description = "It is queued and goes on from its last checkpoint.")
    public Response resume(@RestPath String run, @BeanParam Caller caller) {
        return act("resume", run, caller, State::canResume, Event.ResumeRequested.class, Event.ResumeRequested::new);
    }

    @POST
    @Path("/cancel")
    @Operation(summary = "Cancel a run", description = "What it recorded stays.")
    public Response cancel(@RestPath String run, @BeanParam Caller caller) {
        return act("cancel", run, caller, State::canCancel, Event.CancelRequested.class, Event.CancelRequested::new);
    }

    @POST
    @Path("/checkpoint")
    @Operation(summary = "Save a checkpoint now", description = "The worker saves its state after the step it is in.")
    public Response checkpoint(@RestPath String run, @BeanParam Caller caller) {
        return act(
                "checkpoint",
                run,
                caller,
                State::canCheckpoint,
                Event.CheckpointRequested.class,
                Event.CheckpointRequested::new);
    }

    /** Nobody of ours drives the other kinds; a program's own run can be cancelled: its next call is refused. */
    private static boolean isOurs(RunRow row, String action) {
        return switch (Word.parse(RunKind.class, row.kind)) {
            case QUEUED -> true;
            case EXTERNAL -> action.equals("cancel");
            case PUBLISHED -> false;
        };
    }

    private <E extends Event> Response act(
            String action,
            String text,
            Caller caller,
            Predicate<State> allowed,
            Class<E> kind,
            BiFunction<UUID, String, E> event) {
        UUID run = ids.resolve(text);
        return acts.answer(
                run,
                caller,
                kind,
                row -> {
                    TrashedRun.refuse(action, row);
                    if (!isOurs(row, action) || !allowed.test(Word.parse(State.class, row.state))) {
                        throw new RunStateForbids(action, row);
                    }
                },
                _ -> event.apply(run, caller.name()));
    }
}
