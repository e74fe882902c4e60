package dev.hourglass.tracker.health;

import dev.hourglass.tracker.HourglassConfig;
import dev.hourglass.tracker.projection.ProjectionStatus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether Kafka answers: the projection looks at the log once a second, so that is known without asking again. */
@Readiness
@Singleton
class KafkaCheck implements HealthCheck {

    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final ProjectionStatus projection;
    private final Reasons reasons;
    private final String servers;

    KafkaCheck(ProjectionStatus projection, Reasons reasons, HourglassConfig config) {
        this.projection = projection;
        this.reasons = reasons;
        this.servers = config.kafka().bootstrapServers();
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("Kafka");
        reasons.whisper(answer, "servers", servers);
        Optional<ProjectionStatus.Seen> seen = projection.log();
        if (seen.isEmpty()) {
            reasons.tell(answer, "reason", "not seen yet", projection.problem().orElse("not asked yet"));
            return answer.down().build();
        }
        Duration silence = Duration.ofNanos(System.nanoTime() - seen.get().atNanos());
        if (silence.compareTo(SILENCE) > 0) {
            String code = "no answer for " + silence.toSeconds() + " s";
            reasons.tell(
                    answer, "reason", code, code + ": " + projection.problem().orElse("Kafka does not answer"));
            return answer.down()
                    .withData(
                            "mend",
                            "start Kafka, or set hourglass.kafka.bootstrap-servers; the tracker then goes on by itself")
                    .build();
        }
        return answer.up().build();
    }
}
