package dev.hourglass.tracker.health;

import dev.hourglass.tracker.api.ProjectionFigures;
import dev.hourglass.tracker.api.shape.ProjectionState.Partition;
import dev.hourglass.tracker.projection.ProjectionStatus;
import dev.hourglass.tracker.readmodel.NoReadModelException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
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

    ProjectionCheck(ProjectionFigures figures, ProjectionStatus status) {
        this.figures = figures;
        this.status = status;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("projection");
        try {
            var now = figures.read();
            List<Partition> notRunning = now.partitions().stream()
                    .filter(p -> !p.state().equals("running"))
                    .toList();
            answer.status(notRunning.isEmpty() && status.problem().isEmpty())
                    .withData(
                            "lag",
                            now.partitions().stream().mapToLong(Partition::lag).sum())
                    .withData("deadLetters", now.deadLetters())
                    .withData("refusedEvents", now.refusedEvents())
                    .withData("gaps", now.gaps());
            status.problem().ifPresent(problem -> answer.withData("reason", problem));
            notRunning.forEach(p -> answer.withData(
                    "partition " + p.partition(), p.state() + ": " + p.reason().orElse("no reason given")));
            if (now.deadLetters() > 0) {
                answer.withData("see", "/api/v1/dead-letters");
            }
            return answer.build();
        } catch (SQLException | NoReadModelException e) {
            return answer.down()
                    .withData("reason", "PostgreSQL does not tell how far the read model is: " + e.getMessage())
                    .build();
        }
    }
}
