package dev.hourglass.tracker.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.Envelope;
import dev.hourglass.events.Event;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.publish.LogPosition;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Puts a test's events into the log and waits until the read model shows them. */
@Singleton
public class Told {

    private final EventPublisher publisher;

    Told(EventPublisher publisher) {
        this.publisher = publisher;
    }

    public void that(Event... events) {
        that(Arrays.stream(events).map(Facts::envelope).toArray(Envelope[]::new));
    }

    public void that(Envelope... envelopes) {
        for (LogPosition position : publisher.publishAll(List.of(envelopes))) {
            assertThat(publisher.awaitProjected(position, Duration.ofSeconds(30)))
                    .isTrue();
        }
    }
}
