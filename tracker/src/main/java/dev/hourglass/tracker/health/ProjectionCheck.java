package dev.hourglass.tracker.health;

import dev.hourglass.tracker.api.ProjectionFigures;
import dev.hourglass.tracker.api.shape.ProjectionState.Partition;
import dev.hourglass.tracker.projection.PartitionStatus;
import dev.hourglass.tracker.projection.ProjectionStatus;
import dev.hourglass.tracker.readmodel.NoReadModelException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the read model follows the log. Lag and dead letters are shown and are no reason to turn red: what is shown is right,
 * only late or without them. A partition that stopped is.
 */
@Readiness
@Singleton
class ProjectionCheck implements HealthCheck {

    private final ProjectionFigures figures;
    private final ProjectionStatus status;
    private final Reasons reasons;

    ProjectionCheck(ProjectionFigures figures, ProjectionStatus status, Reasons reasons) {
        this.figures = figures;
        this.status = status;
        this.reasons = reasons;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("projection");
        try {
            var now = figures.read();
            Set<Integer> own =
                    status.partitions().stream().map(PartitionStatus::partition).collect(Collectors.toSet());
            // of another tracker's partition that one's health tells; this one serves what there is all the same
            List<Partition> notRunning = now.partitions().stream()
                    .filter(p -> own.contains(p.partition()) && !p.state().equals("running"))
                    .toList();
            answer.status(notRunning.isEmpty() && status.problem().isEmpty())
                    .withData(
                            "lag",
                            now.partitions().stream().mapToLong(Partition::lag).sum())
                    .withData("deadLetters", now.deadLetters())
                    .withData("refusedEvents", now.refusedEvents())
                    .withData("gaps", now.gaps());
            status.problem().ifPresent(problem -> reasons.tell(answer, "reason", "it does not run", problem));
            notRunning.forEach(p -> reasons.tell(
                    answer,
                    "partition " + p.partition(),
                    p.state() + " at " + p.partition() + ":" + p.stoppedAt().orElse(p.nextOffset()),
                    p.state() + ": " + p.reason().orElse("no reason given")));
            if (now.deadLetters() > 0) {
                answer.withData("see", "/api/v1/dead-letters");
            }
            return answer.build();
        } catch (SQLException | NoReadModelException e) {
            String code = "PostgreSQL does not tell how far the read model is";
            reasons.tell(answer, "reason", code, code + ": " + e.getMessage());
            return answer.down().build();
        }
    }
}
