package dev.hourglass.tracker.health;

import dev.hourglass.tracker.readmodel.LiveReadModel;
import dev.hourglass.tracker.readmodel.NoReadModelException;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether PostgreSQL answers and has a read model. */
@Readiness
@Singleton
class PostgresCheck implements HealthCheck {

    private final LiveReadModel live;
    private final Reasons reasons;

    PostgresCheck(LiveReadModel live, Reasons reasons) {
        this.live = live;
        this.reasons = reasons;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("PostgreSQL");
        try {
            return answer.up().withData("readModel", live.refresh()).build();
        } catch (NoReadModelException e) {
            reasons.tell(answer, "reason", "no read model can be read", String.valueOf(e.getMessage()));
            return answer.down()
                    .withData(
                            "mend",
                            "start PostgreSQL, or set quarkus.datasource.jdbc.url; the tracker then goes on by itself")
                    .build();
        }
    }
}
