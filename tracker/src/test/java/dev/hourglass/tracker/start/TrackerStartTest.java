package dev.hourglass.tracker.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hourglass.events.Envelope;
import dev.hourglass.tracker.publish.EventPublisher;
import dev.hourglass.tracker.publish.LogPosition;
import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.readmodel.RunRow;
import dev.hourglass.tracker.rebuild.RebuildJob;
import dev.hourglass.tracker.rebuild.RebuildJobs;
import dev.hourglass.tracker.testing.Facts;
import dev.hourglass.tracker.testing.Servers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@QuarkusTest
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTestResource(Servers.class)
@SuppressWarnings("NullAway.Init")
class TrackerStartTest {

    @Inject
    EventPublisher publisher;

    @Inject
    RebuildJobs jobs;

    @Inject
    LiveReadModel live;

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

    @Test
    @ActivateRequestContext
    void entities_are_read_from_a_rebuilt_read_model_without_a_restart() {
        UUID before = UUID.randomUUID();
        LogPosition position = publisher.publish(Facts.envelope(new Facts(before).created()));
        assertThat(publisher.awaitProjected(position, Duration.ofSeconds(30))).isTrue();
        String old = live.name();
        RebuildJob job = jobs.start(RebuildJob.Kind.REBUILD);
        await().atMost(Duration.ofSeconds(60)).until(() -> job.state() != RebuildJob.State.RUNNING);
        assertThat(job.error()).isEmpty();
        assertThat(job.result().orElseThrow().equal()).isTrue();
        assertThat(live.name()).isNotEqualTo(old);
        // The old schema is dropped by now: what is found stands in the new one.
        UUID after = UUID.randomUUID();
        assertThat(publisher.publishAndAwait(Facts.envelope(new Facts(after).created())))
                .isTrue();
        for (UUID run : List.of(before, after)) {
            RunRow row = QuarkusTransaction.requiringNew().call(() -> RunRow.findById(run));
            assertThat(row.state).isEqualTo("queued");
        }
    }
}
