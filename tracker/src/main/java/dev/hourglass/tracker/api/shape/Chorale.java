package dev.hourglass.tracker.api.shape;

import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the network of a checkpoint sings when it hears itself alone. */
@Schema(
        description =
                "What the network of a checkpoint sings when it hears itself alone, after the first chord of a training"
                        + " piece",
        examples =
                "{\"run\": \"01a215d9-da23-779e-a5de-ce745cbc4f3f\", \"checkpoint\": \"257c7d71...\", \"step\": 2500,"
                        + " \"piece\": 0, \"pieces\": 80, \"chords\": 64, \"temperature\": 1.0, \"tempo\": 72,"
                        + " \"notes\": [{\"pitch\": 62, \"start\": 0, \"quarters\": 2}]}")
public record Chorale(
        UUID run,

        @Schema(description = "SHA-256 of the state") String checkpoint,

        long step,

        @Schema(description = "Number of the training piece whose first chord begins")
        int piece,

        @Schema(description = "How many training pieces there are")
        int pieces,

        @Schema(description = "Length in quarter notes") int chords,

        @Schema(
                description = "Of the tosses; absent: the run's own stream as it is in the checkpoint",
                type = SchemaType.INTEGER)
        OptionalLong seed,

        @Schema(description = "1: as the network says; 0: what is more likely than not; between: nearer to it")
        double temperature,

        @Schema(description = "Quarter notes a minute") int tempo,

        @Schema(description = "By their beginnings; a pitch that is held over chords is one note")
        List<Note> notes) {

    /** A key that sounds. */
    @Schema(name = "ChoraleNote")
    public record Note(
            @Schema(description = "MIDI's", examples = "60") int pitch,

            @Schema(description = "In quarter notes from the beginning")
            int start,

            @Schema(description = "How long it sounds, in quarter notes")
            int quarters) {}
}
