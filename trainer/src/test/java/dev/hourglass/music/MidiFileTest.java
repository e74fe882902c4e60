package dev.hourglass.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataFolders;
import dev.hourglass.data.DataSource;
import dev.hourglass.model.recurrent.ChordSequences;
import dev.hourglass.spec.Spec.DataSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other reader is the Java platform's own. */
class MidiFileTest {

    @Test
    void a_repeated_pitch_is_held_and_a_rest_is_silent() throws Exception {
        boolean[][] chords = {chord(60, 64), chord(60, 65), chord(), chord(60)};
        assertThat(notes(read(chords)))
                .containsExactly(
                        "0 on 60", "0 on 64", "1 off 64", "1 on 65", "2 off 60", "2 off 65", "3 on 60", "4 off 60");
    }

    @Test
    void tempo_title_and_instrument_are_those_asked_for() throws Exception {
        Track track = read(new boolean[][] {chord(60)}).getTracks()[0];
        MetaMessage title = (MetaMessage) track.get(0).getMessage();
        MetaMessage tempo = (MetaMessage) track.get(1).getMessage();
        assertThat(new String(title.getData(), StandardCharsets.UTF_8)).isEqualTo("Nach Bach, für Orgel");
        assertThat(tempo.getType()).isEqualTo(0x51);
        assertThat(tempo.getData()).containsExactly(0x0a, 0x2c, 0x2a); // 666,666 microseconds: 90 a minute
        assertThat(((ShortMessage) track.get(2).getMessage()).getCommand()).isEqualTo(ShortMessage.PROGRAM_CHANGE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void what_sounds_in_the_file_is_what_was_given(long seed) throws Exception {
        boolean[][] chords = new DataSource(new DataFolders(Optional.empty(), Optional.empty(), Path.of("nowhere")))
                .load(new DataSpec.SyntheticChorales(1, seed))
                .sequences()
                .pieces()
                .getFirst();
        Sequence sequence = read(chords);
        assertThat(sequence.getTickLength()).isEqualTo((long) chords.length * MidiFile.RESOLUTION);
        var sounding = new boolean[chords.length + 1][ChordSequences.KEYS];
        for (String note : notes(sequence)) {
            String[] parts = note.split(" ");
            for (int t = Integer.parseInt(parts[0]); t < sounding.length; t++) {
                sounding[t][Integer.parseInt(parts[2]) - ChordSequences.LOWEST_PITCH] = parts[1].equals("on");
            }
        }
        for (int t = 0; t < chords.length; t++) {
            assertThat(sounding[t]).isEqualTo(chords[t]);
        }
        assertThat(sounding[chords.length]).doesNotContain(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 1001})
    void an_impossible_tempo_is_refused(int tempo) {
        assertThatThrownBy(() -> MidiFile.write(new boolean[0][], "t", tempo, new ByteArrayOutputStream()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 to 1000");
    }

    private static Sequence read(boolean[][] chords) throws Exception {
        var out = new ByteArrayOutputStream();
        MidiFile.write(chords, "Nach Bach, für Orgel", 90, out);
        assertThat(MidiSystem.getMidiFileFormat(new ByteArrayInputStream(out.toByteArray()))
                        .getType())
                .isZero();
        return MidiSystem.getSequence(new ByteArrayInputStream(out.toByteArray()));
    }

    private static List<String> notes(Sequence sequence) {
        var notes = new ArrayList<String>();
        Track track = sequence.getTracks()[0];
        for (int i = 0; i < track.size(); i++) {
            MidiEvent event = track.get(i);
            if (event.getMessage() instanceof ShortMessage message
                    && message.getCommand() != ShortMessage.PROGRAM_CHANGE) {
                String kind = message.getCommand() == ShortMessage.NOTE_ON ? "on" : "off";
                assertThat(event.getTick() % MidiFile.RESOLUTION).isZero();
                notes.add(event.getTick() / MidiFile.RESOLUTION + " " + kind + " " + message.getData1());
            }
        }
        return notes;
    }

    private static boolean[] chord(int... pitches) {
        var chord = new boolean[ChordSequences.KEYS];
        for (int pitch : pitches) {
            chord[pitch - ChordSequences.LOWEST_PITCH] = true;
        }
        return chord;
    }
}
