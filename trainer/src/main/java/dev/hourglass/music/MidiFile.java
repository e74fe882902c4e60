package dev.hourglass.music;

import dev.hourglass.model.recurrent.ChordSequences;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/** Chords as a Standard MIDI file of format 0, a quarter note each, for an organ. */
public final class MidiFile {

    /** Ticks a quarter note. */
    static final int RESOLUTION = 480;

    private static final int TRACK_NAME = 0x03;
    private static final int TEMPO = 0x51;
    private static final int CHURCH_ORGAN = 19;
    private static final int VELOCITY = 80;

    private MidiFile() {}

    /**
     * @param chords {@code [time][key]}; key i is MIDI pitch {@value ChordSequences#LOWEST_PITCH} + i. Not modified.
     * @param title the name of the track
     * @param quartersAMinute the tempo, 4 .. 1000
     * @param out neither flushed nor closed
     */
    public static void write(boolean[][] chords, String title, int quartersAMinute, OutputStream out)
            throws IOException {
        if (quartersAMinute < 4 || quartersAMinute > 1000) { // a tempo takes three bytes of microseconds a quarter
            throw new IllegalArgumentException("the tempo is " + quartersAMinute + " a minute; it must be 4 to 1000");
        }
        try {
            MidiSystem.write(sequence(chords, title, quartersAMinute), 0, out);
        } catch (InvalidMidiDataException e) {
            throw new IllegalStateException("every message here is one of the standard's", e);
        }
    }

    private static Sequence sequence(boolean[][] chords, String title, int quartersAMinute)
            throws InvalidMidiDataException {
        var sequence = new Sequence(Sequence.PPQ, RESOLUTION);
        Track track = sequence.createTrack();
        byte[] name = title.getBytes(StandardCharsets.UTF_8);
        int micros = 60_000_000 / quartersAMinute;
        byte[] tempo = {(byte) (micros >> 16), (byte) (micros >> 8), (byte) micros};
        add(track, new MetaMessage(TRACK_NAME, name, name.length), 0);
        add(track, new MetaMessage(TEMPO, tempo, tempo.length), 0);
        add(track, new ShortMessage(ShortMessage.PROGRAM_CHANGE, 0, CHURCH_ORGAN, 0), 0);
        List<Note> notes = Note.of(chords);
        // Ends before beginnings: events of one tick keep the order in which they were added.
        for (Note note : notes) {
            add(track, message(ShortMessage.NOTE_OFF, note, 0), note.end());
        }
        for (Note note : notes) {
            add(track, message(ShortMessage.NOTE_ON, note, VELOCITY), note.start());
        }
        return sequence;
    }

    private static ShortMessage message(int command, Note note, int velocity) throws InvalidMidiDataException {
        return new ShortMessage(command, 0, note.pitch(), velocity);
    }

    private static void add(Track track, MidiMessage message, int quarter) {
        track.add(new MidiEvent(message, (long) quarter * RESOLUTION));
    }
}
