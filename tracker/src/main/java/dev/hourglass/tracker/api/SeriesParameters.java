package dev.hourglass.tracker.api;

import dev.hourglass.events.Word;
import dev.hourglass.tracker.api.shape.Series;
import dev.hourglass.tracker.series.Axis;
import dev.hourglass.tracker.series.Scale;
import jakarta.ws.rs.DefaultValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Which part of series is wanted, along which axis, and how fine. */
record SeriesParameters(
        @RestQuery
        @DefaultValue("nll")
        @Parameter(
                description = "Metrics, by comma; a name with commas in double quotes, its own doubled",
                example = "nll,aging")
        String metrics,

        @RestQuery
        @DefaultValue("step")
        @Parameter(
                description = "step, tau, wall (ms since the run's first attempt started) or tau/tw ((tau - tw)/tw of a"
                        + " branch's own points, where positive)")
        String x,

        @RestQuery @Parameter(description = "Least x, inclusive")
        Optional<Double> from,

        @RestQuery @Parameter(description = "Greatest x, inclusive")
        Optional<Double> to,

        @RestQuery
        @DefaultValue("1000")
        @Parameter(
                description =
                        "At most so many entries a series, 1 to 100000, and runs x metrics x points at most 1000000;"
                                + " more points than that are gathered in buckets with"
                                + " last, min, max and count, of equal width but for a quarter of it where points are"
                                + " many. Or, of one run's series, raw: every point, a page at a time")
        String points,

        @RestQuery
        @DefaultValue("linear")
        @Parameter(description = "linear, or log: buckets of equal width in log x, without points at x <= 0")
        String scale,

        @RestQuery
        @DefaultValue("true")
        @Parameter(description = "false leaves 'taus' and 'wallMs' out of JSON, for who draws along x alone")
        boolean clocks) {

    private static final int MOST_POINTS = 100_000;
    private static final int MOST_METRICS = 50;

    /** Of an answer that is put together in memory, where each takes about 100 bytes and as many as text. */
    private static final int MOST_ENTRIES = 1_000_000;

    List<String> names() {
        List<String> names = List.copyOf(NameList.parse(metrics));
        if (names.isEmpty() || names.size() > MOST_METRICS) {
            throw new BadParameter("metrics", metrics, "1 to " + MOST_METRICS + " names with commas between them");
        }
        return names;
    }

    Axis axis() {
        try {
            return Word.parse(Axis.class, x);
        } catch (IllegalArgumentException e) {
            throw new BadParameter("x", x, "step, tau, wall or tau/tw");
        }
    }

    Scale scaled() {
        try {
            return Word.parse(Scale.class, scale);
        } catch (IllegalArgumentException e) {
            throw new BadParameter("scale", scale, "linear or log");
        }
    }

    /** As JSON has them. */
    List<Series> sent(List<Series> series) {
        return clocks ? series : series.stream().map(Series::withoutClocks).toList();
    }

    OptionalDouble least() {
        return from.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    OptionalDouble greatest() {
        if (from.isPresent() && to.isPresent() && from.get() > to.get()) {
            throw new BadParameter("to", to.get().toString(), "at least 'from', which is " + from.get());
        }
        return to.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /** Whether every point is wanted. */
    boolean raw() {
        return points.equals("raw");
    }

    int most() {
        return upTo(MOST_POINTS, "points", points);
    }

    /**
     * As {@link #most()}, for one answer about several series.
     *
     * @throws BadParameter if the answer might be too large
     */
    int most(int runs, int metrics) {
        int most = most();
        if ((long) runs * metrics * most > MOST_ENTRIES) {
            throw new BadParameter(
                    "points",
                    points,
                    "at most " + Math.max(1, MOST_ENTRIES / (runs * metrics)) + " for " + runs + " runs and " + metrics
                            + " metrics, since runs x metrics x points are at most " + MOST_ENTRIES
                            + "; /export has no such limit");
        }
        return most;
    }

    /** @return a number from 1 to {@code most} */
    static int upTo(int most, String name, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, like a number that is out of range
        }
        throw new BadParameter(name, value, "1 to " + most);
    }
}
