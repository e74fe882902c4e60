package dev.hourglass.tracker.api;

import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.Word;
import dev.hourglass.tracker.api.shape.Sweep;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.readmodel.RunRow;
import dev.hourglass.tracker.readmodel.State;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Sweeps, and what is asked of all their runs as one. */
@Path("/sweeps")
@Tag(name = "Sweeps")
@Needs(Role.EDITOR)
class SweepResource {

    private static final int MOST = 1000;

    private final Sweeps sweeps;
    private final Announcer announcer;
    private final SeenKeys seen;

    SweepResource(Sweeps sweeps, Announcer announcer, SeenKeys seen) {
        this.sweeps = sweeps;
        this.announcer = announcer;
        this.seen = seen;
    }

    @GET
    @Needs(Role.VIEWER)
    @Operation(
            summary = "List sweeps",
            description = "A page of them, the newest first. GET /runs?filter=sweep='...' searches the runs of one,"
                    + " GET /compare?sweep=... draws them over each other.")
    public Sweep.Page list(
            @RestQuery @DefaultValue("100") @Parameter(description = "1 to 1000") int limit,
            @RestQuery @Parameter(description = "The 'next' of the page before") Optional<String> after) {
        if (limit < 1 || limit > MOST) {
            throw new BadParameter("limit", Integer.toString(limit), "1 to " + MOST);
        }
        return sweeps.page(limit, after.map(id -> Sweeps.id("after", id)));
    }

    @GET
    @Needs(Role.VIEWER)
    @Path("/{sweep}")
    @Operation(summary = "One sweep", description = "With its spec and its runs.")
    @APIResponse(responseCode = "200", description = "The sweep")
    @APIResponse(responseCode = "404", description = "No such sweep")
    public Sweep get(@RestPath UUID sweep) {
        return sweeps.whole(sweep);
    }

    @POST
    @Path("/{sweep}/pause")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Pause a sweep", description = "All of its runs that can be; the others are listed.")
    @APIResponse(
            responseCode = "200",
            description = "The sweep as it is then, and who was asked",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Sweep.Acted.class)))
    @APIResponse(responseCode = "202", description = "Accepted; the read model shows it later, at Location")
    public Response pause(@RestPath UUID sweep, @BeanParam Caller caller) {
        return act("pause", sweep, caller, State::canPause, Event.PauseRequested::new);
    }

    @POST
    @Path("/{sweep}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Resume a sweep", description = "All of its runs that can be; the others are listed.")
    @APIResponse(
            responseCode = "200",
            description = "The sweep as it is then, and who was asked",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Sweep.Acted.class)))
    @APIResponse(responseCode = "202", description = "Accepted; the read model shows it later, at Location")
    public Response resume(@RestPath UUID sweep, @BeanParam Caller caller) {
        return act("resume", sweep, caller, State::canResume, Event.ResumeRequested::new);
    }

    @POST
    @Path("/{sweep}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Cancel a sweep", description = "All of its runs that can be; the others are listed.")
    @APIResponse(
            responseCode = "200",
            description = "The sweep as it is then, and who was asked",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Sweep.Acted.class)))
    @APIResponse(responseCode = "202", description = "Accepted; the read model shows it later, at Location")
    public Response cancel(@RestPath UUID sweep, @BeanParam Caller caller) {
        return act("cancel", sweep, caller, State::canCancel, Event.CancelRequested::new);
    }

    /** With a key each run is asked once: the request again reaches those whom it did not reach before, and only those. */
    private Response act(
            String action, UUID sweep, Caller caller, Predicate<State> allowed, BiFunction<UUID, String, Event> event) {
        List<RunRow> members = sweeps.members(sweep);
        Map<UUID, UUID> ids = new HashMap<>();
        caller.key()
                .ifPresent(key -> members.forEach(
                        run -> ids.put(run.id, DerivedIds.derive("sweep-" + action + "/" + key + "/" + run.id))));
        Set<UUID> met = seen.subjects(ids);
        List<Envelope> events = new ArrayList<>();
        Map<UUID, String> left = new LinkedHashMap<>();
        List<UUID> asked = new ArrayList<>();
        for (RunRow run : members) {
            UUID id = ids.computeIfAbsent(run.id, _ -> announcer.newId());
            if (met.contains(run.id)) {
                asked.add(run.id);
            } else if (run.trashedAt == null && allowed.test(Word.parse(State.class, run.state))) {
                asked.add(run.id);
                events.add(announcer.envelope(id, event.apply(run.id, caller.name())));
            } else {
                left.put(run.id, run.trashedAt == null ? run.state : "in the trash");
            }
        }
        boolean shown = announcer.announce(events);
        return shown
                ? Response.ok(new Sweep.Acted(sweeps.whole(sweep), asked, left)).build()
                : Acts.later("/sweeps/" + sweep);
    }
}
