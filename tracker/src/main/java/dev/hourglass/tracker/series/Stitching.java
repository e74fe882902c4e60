package dev.hourglass.tracker.series;

import dev.hourglass.tracker.readmodel.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Points of one metric, as the chunks bring them: oldest ancestor first, then in the log's order. */
final class Stitching {

    private static final int FIRST_CAPACITY = 1024;

    private long[] steps = new long[FIRST_CAPACITY];
    private double[] taus = new double[FIRST_CAPACITY];
    private long[] wallMs = new long[FIRST_CAPACITY];
    private double[] values = new double[FIRST_CAPACITY];
    private int size;
    private boolean fromReference;
    private boolean ascending = true;
    private long inheritedUntil = -1;

    /** Keeps what counts of the row's chunk. */
    void add(ResultSet row) throws SQLException {
        int points = row.getInt("points");
        long limit = row.getLong("until_step");
        if (row.wasNull()) {
            limit = Long.MAX_VALUE;
        }
        fromReference = row.getBoolean("from_reference");
        boolean inherited = row.getInt("depth") > 0;
        long[] chunkSteps = Columns.longs(row.getBytes("steps"), points);
        double[] chunkTaus = Columns.doubles(row.getBytes("taus"), points);
        long[] chunkWallMs = Columns.longs(row.getBytes("wall_ms"), points);
        double[] chunkValues = Columns.doubles(row.getBytes("vals"), points);
        reserve(points);
        for (int i = 0; i < points; i++) {
            if (chunkSteps[i] <= limit) {
                ascending &= size == 0 || chunkSteps[i] > steps[size - 1];
                steps[size] = chunkSteps[i];
                taus[size] = chunkTaus[i];
                wallMs[size] = chunkWallMs[i];
                values[size] = chunkValues[i];
                size++;
                if (inherited) {
                    inheritedUntil = Math.max(inheritedUntil, chunkSteps[i]);
                }
            }
        }
    }

    /** In ascending steps, of each the last value; between the query's bounds. */
    Series series(SeriesQuery query, String metric, SeriesReader.Origin origin) {
        int[] order = order();
        double[] xs = new double[order.length];
        int n = 0;
        for (int i : order) {
            double x = x(i, query.axis(), origin);
            boolean wanted = !(x < query.from().orElse(Double.NEGATIVE_INFINITY))
                    && !(x > query.to().orElse(Double.POSITIVE_INFINITY))
                    && (query.axis() != Axis.TAU_OVER_TW || x > 0);
            if (wanted) {
                order[n] = i;
                xs[n++] = x;
            }
        }
        int[] kept = Arrays.copyOf(order, n);
        return new Series(
                query.run(),
                metric,
                fromReference,
                query.axis(),
                origin.tw(),
                inheritedUntil < 0 ? OptionalLong.empty() : OptionalLong.of(inheritedUntil),
                Arrays.stream(kept).mapToLong(i -> steps[i]).toArray(),
                pick(taus, kept),
                Arrays.stream(kept).mapToLong(i -> wallMs[i]).toArray(),
                Arrays.copyOf(xs, n),
                pick(values, kept));
    }

    private double x(int i, Axis axis, SeriesReader.Origin origin) {
        return switch (axis) {
            case STEP -> steps[i];
            case TAU -> taus[i];
            case WALL -> wallMs[i] - origin.startedMs();
            case TAU_OVER_TW -> {
                double tw = origin.tw().orElseThrow();
                yield (taus[i] - tw) / tw;
            }
        };
    }

    private int[] order() {
        if (ascending) {
            return IntStream.range(0, size).toArray();
        }
        int[] sorted = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(
                        (Integer i) -> steps[i])) // stable: equal steps stay in the log's order
                .mapToInt(Integer::intValue)
                .toArray();
        int n = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i + 1 == sorted.length || steps[sorted[i]] != steps[sorted[i + 1]]) {
                sorted[n++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, n);
    }

    private static double[] pick(double[] column, int[] at) {
        double[] picked = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            picked[i] = column[at[i]];
        }
        return picked;
    }

    private void reserve(int more) {
        if (size + more > steps.length) {
            int capacity = Math.max(size + more, 2 * steps.length);
            steps = Arrays.copyOf(steps, capacity);
            taus = Arrays.copyOf(taus, capacity);
            wallMs = Arrays.copyOf(wallMs, capacity);
            values = Arrays.copyOf(values, capacity);
        }
    }
}
