package dev.hourglass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** One metric of several runs on one axis: a row a place, a column a run, in it the last value up to there. */
final class CurveTable {

    /** Of the axis: proper times that should be one differ by what a sum of rates loses. */
    private static final double NEGLIGIBLE = 1e-9;

    private final String x;
    private final List<Curve> curves;
    private final boolean log;

    /** @param xs ascending */
    private record Curve(String run, double[] xs, List<String> values) {

        /** None before its first point, nor behind its last. */
        String at(double x, double tolerance) {
            int last = -1;
            while (last + 1 < xs.length && xs[last + 1] <= x + tolerance) {
                last++;
            }
            return last < 0 || x > xs[xs.length - 1] + tolerance ? "-" : values.get(last);
        }
    }

    /** @param series of the API, all of one metric; those without a place on the axis have no column */
    CurveTable(String x, List<JsonNode> series, boolean log) {
        this.x = x;
        this.log = log;
        this.curves = series.stream()
                .map(CurveTable::curve)
                .filter(curve -> curve.xs.length > 0)
                .toList();
    }

    /** Without the points whose x nobody said: a program of one's own may lack tau. */
    private static Curve curve(JsonNode series) {
        int[] placed = IntStream.range(0, series.path("xs").size())
                .filter(i -> series.path("xs").path(i).isNumber())
                .toArray();
        return new Curve(
                series.path("run").asText(),
                IntStream.of(placed)
                        .mapToDouble(i -> series.path("xs").path(i).asDouble())
                        .toArray(),
                IntStream.of(placed)
                        .mapToObj(i -> Text.number(series.path("values").path(i)))
                        .toList());
    }

    /** @param rows at most, at least 1 */
    List<String> lines(int rows, UnaryOperator<String> shortened) {
        var header = new ArrayList<>(List.of(x.equals("wall") ? "wall (ms)" : x));
        curves.forEach(curve -> header.add(shortened.apply(curve.run)));
        if (curves.isEmpty()) {
            return Text.table(header, List.of());
        }
        double from = curves.stream().mapToDouble(curve -> curve.xs[0]).min().orElseThrow();
        double to = curves.stream()
                .mapToDouble(curve -> curve.xs[curve.xs.length - 1])
                .max()
                .orElseThrow();
        List<List<String>> table = IntStream.range(0, rows)
                .mapToDouble(row -> row == rows - 1 ? to : place(from, to, (double) row / (rows - 1)))
                .distinct()
                .mapToObj(at -> {
                    var row = new ArrayList<>(List.of(Text.number(at)));
                    curves.forEach(curve -> row.add(curve.at(at, NEGLIGIBLE * (to - from))));
                    return (List<String>) row;
                })
                .toList();
        return Text.table(header, table);
    }

    private double place(double from, double to, double share) {
        double at = log ? from * Math.pow(to / from, share) : from + share * (to - from);
        return x.equals("step") ? Math.rint(at) : at;
    }
}
