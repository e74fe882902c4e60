package dev.hourglass.tracker.series;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Which points of one run are wanted.
 *
 * @param metrics their names; a metric the run does not have gives no series
 * @param from least x, on the axis, inclusive
 * @param to greatest x, inclusive
 * @param inherit whether the ancestors' points up to the branch step come first
 * @param afterStep only points beyond this step, as the next page of points has them
 * @param attempt only what this attempt recorded, superseded or not, and nothing inherited
 */
public record SeriesQuery(
        UUID run,
        List<String> metrics,
        Axis axis,
        OptionalDouble from,
        OptionalDouble to,
        OptionalLong afterStep,
        boolean inherit,
        Optional<UUID> attempt) {
    public SeriesQuery {
        metrics = List.copyOf(metrics);
    }

    /** All points of the metrics along steps, with what is inherited. */
    public static SeriesQuery of(UUID run, String... metrics) {
        return new SeriesQuery(
                run,
                List.of(metrics),
                Axis.STEP,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                true,
                Optional.empty());
    }

    public SeriesQuery along(Axis axis) {
        return new SeriesQuery(run, metrics, axis, from, to, afterStep, inherit, attempt);
    }

    /** One of its metrics, beyond a step. */
    SeriesQuery page(String metric, OptionalLong afterStep) {
        return new SeriesQuery(run, List.of(metric), axis, from, to, afterStep, inherit, attempt);
    }
}
