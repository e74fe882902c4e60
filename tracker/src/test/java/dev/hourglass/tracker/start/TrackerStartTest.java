package dev.hourglass.tracker.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.events.Envelope;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.publish.LogPosition;
import dev.hourglass.tracker.readmodel.RunRow;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class TrackerStartTest {

    @Inject
    EventPublisher publisher;

    @Test
    @ActivateRequestContext
    void an_event_that_is_published_shows_in_the_read_model() {
        UUID id = UUID.randomUUID();
        Envelope created = Facts.envelope(new Facts(id).created());
        LogPosition position = publisher.publish(created);
        // The first one also waits for the topics and the group.
        assertThat(publisher.awaitProjected(position, Duration.ofSeconds(30))).isTrue();
        RunRow run = QuarkusTransaction.requiringNew().call(() -> RunRow.findById(id));
        assertThat(run.state).isEqualTo("queued");
        assertThat(run.params).contains("\"system.width\": 8");
    }
}
