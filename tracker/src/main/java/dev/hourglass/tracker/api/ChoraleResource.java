package dev.hourglass.tracker.api;

import dev.hourglass.music.MidiFile;
import dev.hourglass.music.Note;
import dev.hourglass.tracker.api.shape.Checkpoint;
import dev.hourglass.tracker.api.shape.Chorale;
import dev.hourglass.tracker.door.Needs;
import dev.hourglass.tracker.door.Role;
import dev.hourglass.tracker.readmodel.RunRow;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What a checkpoint sings, as notes or as a MIDI file. */
@Path("/runs/{run}/checkpoints/{checkpoint}/chorale")
@Tag(name = "Series")
@Needs(Role.VIEWER)
class ChoraleResource {

    static final String MIDI = "audio/midi";

    private static final int MOST_CHORDS = 512;
    private static final double HOTTEST = 10;

    private final RunIds ids;
    private final RunReader runs;
    private final RunParts parts;
    private final Choir choir;

    ChoraleResource(RunIds ids, RunReader runs, RunParts parts, Choir choir) {
        this.ids = ids;
        this.runs = runs;
        this.parts = parts;
        this.choir = choir;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, MIDI})
    @Operation(
            summary = "What a checkpoint sings",
            description =
                    "The network goes on from the first chord of a training piece and from then on hears itself alone."
                            + " The same question has the same answer. As notes, or with format=midi as a Standard MIDI file.")
    @APIResponse(
            responseCode = "200",
            description = "The chorale",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Chorale.class)),
                @Content(mediaType = MIDI, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "404", description = "No such run or checkpoint, or its bytes are not here")
    @APIResponse(
            responseCode = "409",
            description = "It cannot be sung from: too large, damaged, or of no network of ours")
    @APIResponse(
            responseCode = "503",
            description =
                    "Others are listening and one's turn did not come (Retry-After says when to ask again), or the tracker has not the data that the"
                            + " network learned")
    public Response chorale(
            @RestPath String run,
            @RestPath @Parameter(description = "A step, or the SHA-256 of the state", example = "2500")
                    String checkpoint,
            @RestQuery @DefaultValue("0") @Parameter(description = "Training piece whose first chord begins, from 0")
                    int piece,
            @RestQuery @DefaultValue("64") @Parameter(description = "Length in quarter notes, 1 to 512") int chords,
            @RestQuery @Parameter(description = "Of the tosses; the run's own stream if not given") Optional<Long> seed,
            @RestQuery
                    @DefaultValue("1")
                    @Parameter(
                            description =
                                    "0 to 10. 1: as the network says; 0: what is more likely than not; above 1: all nearer"
                                            + " to a fair toss")
                    double temperature,
            @RestQuery @DefaultValue("72") @Parameter(description = "Quarter notes a minute, 20 to 300") int tempo,
            @RestQuery @DefaultValue("json") @Parameter(description = "json or midi") String format)
            throws IOException {
        check("piece", piece, 0, Integer.MAX_VALUE);
        check("chords", chords, 1, MOST_CHORDS);
        check("tempo", tempo, 20, 300);
        if (!(temperature >= 0 && temperature <= HOTTEST)) {
            throw new BadParameter("temperature", Double.toString(temperature), "0 to 10");
        }
        boolean midi = midi(format);
        RunRow row = runs.row(ids.resolveKept(run));
        Checkpoint from = CheckpointName.find(row.id, checkpoint, parts.checkpoints(row.id));
        OptionalLong tossed = seed.map(OptionalLong::of).orElse(OptionalLong.empty());
        Choir.Sung sung =
                choir.sing(runs.spec(row.id), from.sha256(), new Choir.Wish(piece, chords, tossed, temperature));
        return midi
                ? file(
                        sung,
                        row.name + ", step " + from.step(),
                        tempo,
                        row.id.toString().substring(0, 13) + "-" + from.step())
                : Response.ok(shape(row, from, sung, piece, tossed, temperature, tempo), MediaType.APPLICATION_JSON)
                        .build();
    }

    private static void check(String name, int value, int least, int greatest) {
        if (value < least || value > greatest) {
            throw new BadParameter(name, Integer.toString(value), least + " to " + greatest);
        }
    }

    private static boolean midi(String format) {
        return switch (format) {
            case "json" -> false;
            case "midi" -> true;
            default -> throw new BadParameter("format", format, "json or midi");
        };
    }

    private static Response file(Choir.Sung sung, String title, int tempo, String name) throws IOException {
        var bytes = new ByteArrayOutputStream();
        MidiFile.write(sung.chords(), title, tempo, bytes);
        return Response.ok(bytes.toByteArray(), MIDI)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".mid\"")
                .build();
    }

    private static Chorale shape(
            RunRow run, Checkpoint from, Choir.Sung sung, int piece, OptionalLong seed, double temperature, int tempo) {
        return new Chorale(
                run.id,
                from.sha256(),
                from.step(),
                piece,
                sung.pieces(),
                sung.chords().length,
                seed,
                temperature,
                tempo,
                Note.of(sung.chords()).stream()
                        .map(note -> new Chorale.Note(note.pitch(), note.start(), note.quarters()))
                        .toList());
    }
}
