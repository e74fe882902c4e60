package dev.hourglass.cli.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hourglass.cli.api.TrackerClient;
import java.util.Collection;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Points by metric and step, to the bit: "tau bits, value bits". */
public final class Points {

    /** As many as the tracker gives without reduction. */
    private static final int MOST = 100_000;

    private Points() {}

    /**
     * Every point that counts, as the tracker has it.
     *
     * @param inherit whether the ancestors' come too
     * @throws IllegalStateException if one stands twice, or some were reduced
     */
    public static SequencedMap<String, String> read(
            TrackerClient api, String run, Collection<String> metrics, boolean inherit) {
        return read(api, run, metrics, "&inherit=" + inherit);
    }

    /** Every point of one attempt, whether it counts or not. */
    static SequencedMap<String, String> ofAttempt(
            TrackerClient api, String run, Collection<String> metrics, String attempt) {
        return read(api, run, metrics, "&attempt=" + attempt);
    }

    private static SequencedMap<String, String> read(
            TrackerClient api, String run, Collection<String> metrics, String which) {
        SequencedMap<String, String> points = new TreeMap<>();
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
    public static void add(SequencedMap<String, String> points, String metric, long step, double tau, double value) {
        String key = "%s %012d".formatted(metric, step);
        if (points.put(key, bits(tau) + " " + bits(value)) != null) {
            throw new IllegalStateException("twice: " + key);
        }
    }

    static String bits(double value) {
        return Long.toHexString(Double.doubleToLongBits(value));
    }

    static double number(JsonNode node) {
        return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
    }
}
