package dev.hourglass.tracker.series;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * Which points of one run are wanted.
 *
 * @param metrics their names; a metric the run does not have gives no series
 * @param from least x, on the axis, inclusive
 * @param to greatest x, inclusive
 * @param inherit whether the ancestors' points up to the branch step come first
 * @param attempt only what this attempt recorded, superseded or not, and nothing inherited
 */
public record SeriesQuery(
        UUID run,
        List<String> metrics,
        Axis axis,
        OptionalDouble from,
        OptionalDouble to,
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
                true,
                Optional.empty());
    }

    public SeriesQuery along(Axis axis) {
        return new SeriesQuery(run, metrics, axis, from, to, inherit, attempt);
    }
}
