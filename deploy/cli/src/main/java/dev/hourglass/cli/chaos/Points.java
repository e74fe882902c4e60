package dev.hourglass.cli.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Points by metric and step, to the bit. */
public final class Points {

    /** As many as the tracker gives without reduction. */
    private static final int MOST = 100_000;

    private Points() {}

    /** Where a point stands. */
    public record At(String metric, long step) {}

    /** What it says, by the bits of its numbers: every NaN is itself, and a zero has its sign. */
    public record Is(long tau, long value) {

        @Override
        public String toString() {
            return "tau " + Double.longBitsToDouble(tau) + ", value " + Double.longBitsToDouble(value) + " ("
                    + Long.toHexString(tau) + " " + Long.toHexString(value) + ")";
        }
    }

    /**
     * Every point that counts, as the tracker has it.
     *
     * @param inherit whether the ancestors' come too
     * @throws IllegalStateException if one stands twice, or some were reduced
     */
    public static SequencedMap<At, Is> read(
            TrackerClient api, String run, Collection<String> metrics, boolean inherit) {
        return read(api, run, metrics, "&inherit=" + inherit);
    }

    /** Every point of one attempt, whether it counts or not. */
    static SequencedMap<At, Is> ofAttempt(TrackerClient api, String run, Collection<String> metrics, String attempt) {
        return read(api, run, metrics, "&attempt=" + attempt);
    }

    private static SequencedMap<At, Is> read(TrackerClient api, String run, Collection<String> metrics, String which) {
        SequencedMap<At, Is> points = new LinkedHashMap<>();
        String query = "/runs/" + run + "/series?points=" + MOST + which + "&metrics="
                + TrackerClient.encode(String.join(",", metrics));
        for (JsonNode series : api.get(query).path("series")) {
            if (series.path("reduced").booleanValue()) {
                throw new IllegalStateException("reduced: " + series.path("metric"));
            }
            for (int i = 0; i < series.path("steps").size(); i++) {
                add(
                        points,
                        series.path("metric").textValue(),
                        series.path("steps").path(i).longValue(),
                        number(series.path("taus").path(i)),
                        number(series.path("values").path(i)));
            }
        }
        return points;
    }

    /** @throws IllegalStateException if the point is there already: nothing may count twice */
    public static void add(SequencedMap<At, Is> points, String metric, long step, double tau, double value) {
        var at = new At(metric, step);
        if (points.put(at, new Is(Double.doubleToLongBits(tau), Double.doubleToLongBits(value))) != null) {
            throw new IllegalStateException("twice: " + at);
        }
    }

    static String bits(double value) {
        return Long.toHexString(Double.doubleToLongBits(value));
    }

    static double number(JsonNode node) {
        return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
    }
}
