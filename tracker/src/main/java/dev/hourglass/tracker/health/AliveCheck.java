package dev.hourglass.tracker.health;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** It answers. Nothing that it waits for would be mended by starting it anew, so nothing else is asked. */
@Liveness
@Singleton
class AliveCheck implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.up("tracker");
    }
}
