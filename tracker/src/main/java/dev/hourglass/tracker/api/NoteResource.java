package dev.hourglass.tracker.api;

import dev.hourglass.events.Event;
import dev.hourglass.tracker.api.shape.Note;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Refusal;
import dev.hourglass.tracker.door.Role;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
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
import org.jspecify.annotations.Nullable;

/** What people write on a run; each note is an entry of its own. */
@Path("/runs/{run}/notes")
@Tag(name = "Keeping")
@Needs(Role.EDITOR)
class NoteResource {

    private final RunIds ids;
    private final Notes notes;
    private final Acts acts;

    NoteResource(RunIds ids, Notes notes, Acts acts) {
        this.ids = ids;
        this.notes = notes;
        this.acts = acts;
    }

    @GET
    @Needs(Role.VIEWER)
    @Operation(summary = "The notes on a run", description = "The newest first.")
    public Note.Page list(
            @RestPath String run,
            @RestQuery @DefaultValue("20") @Parameter(description = "1 to 100") int limit,
            @RestQuery @Parameter(description = "The 'next' of the answer before") Optional<String> after) {
        return notes.page(ids.resolve(run), limit, after);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Write a note on a run", description = "Its id is that of its event.")
    @APIResponse(
            responseCode = "201",
            description = "The note",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Note.class)))
    @APIResponse(responseCode = "202", description = "Accepted; the read model shows it later, at Location")
    @APIResponse(responseCode = "400", description = "No text, or more than an event can carry")
    public Response add(@RestPath String run, Note.@Nullable New body, @BeanParam Caller caller) {
        UUID id = ids.resolve(run);
        String text = BadBody.required(body)
                .text()
                .orElseThrow(() -> new BadBody("'text' is missing: what the note shall say"));
        Acts.Done done = acts.act(
                id, caller, Event.NoteAdded.class, _ -> {}, note -> new Event.NoteAdded(id, note, text, caller.name()));
        Optional<Note> note = notes.find(id, done.id());
        if (note.isEmpty()) { // not shown yet, or removed since the same key wrote it
            return Acts.later("/runs/" + id + "/notes");
        }
        return Response.created(URI.create("/runs/" + id + "/notes"))
                .entity(note.get())
                .build();
    }

    @DELETE
    @Path("/{note}")
    @Operation(summary = "Remove a note", description = "Its event stays in the log.")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "202", description = "Accepted; the read model shows it later, at Location")
    @APIResponse(responseCode = "404", description = "No such note")
    public Response remove(@RestPath String run, @RestPath UUID note, @BeanParam Caller caller) {
        UUID id = ids.resolve(run);
        Acts.Done done = acts.act(
                id,
                caller,
                Event.NoteRemoved.class,
                _ -> {
                    if (notes.find(id, note).isEmpty()) {
                        throw new NoSuchNote(id, note);
                    }
                },
                _ -> new Event.NoteRemoved(id, note, caller.name()));
        return done.shown() ? Response.noContent().build() : Acts.later("/runs/" + id + "/notes");
    }

    /** The run has no note of this id. */
    static final class NoSuchNote extends Refusal {
        private static final long serialVersionUID = 1;

        NoSuchNote(UUID run, UUID note) {
            super(
                    404,
                    "No such note",
                    "run " + run + " has no note " + note + "; it may have been removed",
                    "GET /runs/" + run + "/notes");
        }
    }
}
