package dev.hourglass.tracker.metrics;

import dev.hourglass.tracker.api.ProjectionFigures;
import dev.hourglass.tracker.api.shape.ProjectionState;
import dev.hourglass.tracker.api.shape.ProjectionState.Partition;
import dev.hourglass.tracker.projection.ProjectionStatus;
import dev.hourglass.tracker.readmodel.NoReadModelException;
import dev.hourglass.tracker.stream.LogStream;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What Prometheus asks of the tracker. The read model is asked at most once in two seconds, whoever asks; while it cannot be,
 * figures are missing (NaN), not made up.
 */
@Singleton
class ProjectionMetrics {

    private static final Logger LOG = Logger.getLogger(ProjectionMetrics.class);
    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

    private static final Duration[] BATCH_TIMES = Stream.of(1, 3, 10, 30, 100, 300, 1000, 3000, 10_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final ProjectionFigures figures;
    private final MeterRegistry registry;
    private final LogStream stream;
    private final ProjectionStatus projection;
    private final MultiGauge lags;

    private volatile Set<Integer> partitions = Set.of();
    private Optional<ProjectionState> last = Optional.empty();
    private long readAt;

    ProjectionMetrics(
            ProjectionFigures figures, MeterRegistry registry, LogStream stream, ProjectionStatus projection) {
        this.figures = figures;
        this.registry = registry;
        this.stream = stream;
        this.projection = projection;
        this.lags = MultiGauge.builder("hourglass.projection.lag")
                .baseUnit("records")
                .description("Records of the log that the read model has not taken in")
                .register(registry);
    }

    void register(@Observes StartupEvent event) {
        projection.onLook(log -> lags(log.ends().keySet()));
        FunctionCounter.builder(
                        "hourglass.projection.events",
                        this,
                        metrics -> metrics.figure(ProjectionState::eventsProjected))
                .description("Records the read model has taken in")
                .register(registry);
        gauge("hourglass.projection.dead.letters", "Records that could not be applied", ProjectionState::deadLetters);
        gauge(
                "hourglass.projection.refused.events",
                "Events of attempts that were not current",
                ProjectionState::refusedEvents);
        gauge("hourglass.projection.gaps", "Sequence numbers that never came", ProjectionState::gaps);
        Gauge.builder("hourglass.stream.clients", stream, LogStream::clients)
                .description("Clients that listen to the live stream")
                .register(registry);
        Timer batches = Timer.builder("hourglass.projection.batch.duration")
                .description("Time to fold and store one batch of records")
                .serviceLevelObjectives(BATCH_TIMES)
                .register(registry);
        projection.onBatch(nanos -> batches.record(nanos, TimeUnit.NANOSECONDS));
    }

    /** Of what the read model has now: a purge takes attempts and what they count, so it can fall. */
    private void gauge(String name, String description, ToDoubleFunction<ProjectionState> figure) {
        Gauge.builder(name, this, metrics -> metrics.figure(figure))
                .description(description)
                .register(registry);
    }

    /** One for each partition that the log has, however many the settings would give a new one. */
    private void lags(Set<Integer> now) {
        if (!partitions.equals(now)) {
            partitions = Set.copyOf(now);
            lags.register(
                    partitions.stream()
                            .map(partition -> MultiGauge.Row.of(
                                    Tags.of("partition", Integer.toString(partition)),
                                    this,
                                    (ProjectionMetrics metrics) -> metrics.lag(partition)))
                            .collect(Collectors.toList()),
                    true);
        }
    }

    private double lag(int partition) {
        return figure(status -> status.partitions().stream()
                .filter(p -> p.partition() == partition)
                .mapToDouble(Partition::lag)
                .findFirst()
                .orElse(Double.NaN));
    }

    private synchronized double figure(ToDoubleFunction<ProjectionState> of) {
        if (last.isEmpty() || System.nanoTime() - readAt > FRESH_NANOS) {
            last = read();
            readAt = System.nanoTime();
        }
        return last.map(of::applyAsDouble).orElse(Double.NaN);
    }

    private Optional<ProjectionState> read() {
        try {
            return Optional.of(figures.read());
        } catch (SQLException | NoReadModelException e) {
            LOG.debugf("no figures of the projection: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
