package dev.hourglass.events.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.events.Clock;
import dev.hourglass.events.DerivedIds;
import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.events.Origin;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeptEventsTest {

    private static final UUID RUN = EventExamples.RUN;
    private static final Origin ORIGIN = new Origin(EventExamples.ATTEMPT, 7);
    private static final Clock CLOCK = new Clock(5, 0.02, 0);

    @Test
    void the_longest_note_fits_an_event_and_a_longer_one_names_the_limit() {
        String most = "\u00e9".repeat(Event.NoteAdded.MAX_BYTES / 2);
        var envelope = new Envelope(RUN, "tracker/test", Instant.EPOCH, new Event.NoteAdded(RUN, RUN, most, "a"));
        assertThat(EventCodec.encode("log", envelope).value().length).isLessThan(EventCodec.MAX_EVENT_BYTES);
        assertThatThrownBy(() -> new Event.NoteAdded(RUN, RUN, most + "x", "a"))
                .hasMessageContaining("890001 bytes")
                .hasMessageContaining("890000");
    }

    @Test
    void what_a_record_forbids_is_named() {
        assertThatThrownBy(() -> new Event.RunTagged(RUN, " ", "", "ada")).hasMessageContaining("tag's key");
        assertThatThrownBy(() -> new Event.RunTagged(RUN, "k", "x".repeat(2001), "ada"))
                .hasMessageContaining("2001");
        assertThatThrownBy(() -> new Event.ExperimentRenamed(RUN, "aging", "Aging", "ada"))
                .hasMessageContaining(DerivedIds.experiment("aging").toString());
        assertThatThrownBy(() -> new Event.DistributionRecorded(
                        RUN, ORIGIN, CLOCK, "K", new double[] {0, 1, 1}, new long[] {3, 0}))
                .hasMessageContaining("do not rise from 1.0 to 1.0");
        assertThatThrownBy(() -> new Event.CurveRecorded(RUN, ORIGIN, CLOCK, "nll", new double[] {0}, new double[0]))
                .hasMessageContaining("ys of nll");
    }
}
