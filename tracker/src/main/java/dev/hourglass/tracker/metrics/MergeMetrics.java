package dev.hourglass.tracker.metrics;

import dev.hourglass.tracker.projection.MergeStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What Prometheus asks about the gathering of chunks. */
@Singleton
class MergeMetrics {

    private final MergeStatus status;
    private final MeterRegistry registry;

    MergeMetrics(MergeStatus status, MeterRegistry registry) {
        this.status = status;
        this.registry = registry;
    }

    void register(@Observes StartupEvent event) {
        FunctionCounter.builder("hourglass.chunks.gathered", status, MergeStatus::gathered)
                .description("Small chunks of points that became part of larger ones")
                .register(registry);
        FunctionCounter.builder("hourglass.chunks.rewritten.values", status, MergeStatus::values)
                .description("Values that were written again for it")
                .register(registry);
        FunctionCounter.builder("hourglass.chunks.looks", status, MergeStatus::looks)
                .description("Looks for small chunks that ended; every few seconds when there is nothing to gather")
                .register(registry);
        Gauge.builder("hourglass.chunks.waiting", status, MergeStatus::waiting)
                .description("Small chunks that may still be gathered, as of the last look")
                .register(registry);
    }
}
