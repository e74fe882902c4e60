package dev.hourglass.tracker.series;

import dev.hourglass.tracker.readmodel.Columns;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Gives a sink chunks whose steps overlap or do not ascend: sorted, of each step the value that was recorded last. */
final class Tangle {

    private final long[] steps;
    private final double[] taus;
    private final long[] wallMs;
    private final double[] values;
    private final boolean[] inherited;
    private int size;

    /** @param inLogOrder what comes later wins */
    Tangle(List<ChunkData> inLogOrder) {
        int points = inLogOrder.stream().mapToInt(data -> data.chunk().points()).sum();
        steps = new long[points];
        taus = new double[points];
        wallMs = new long[points];
        values = new double[points];
        inherited = new boolean[points];
        inLogOrder.forEach(this::add);
    }

    private void add(ChunkData data) {
        int points = data.chunk().points();
        long[] chunkSteps = Columns.longs(data.clocks().steps(), points);
        double[] chunkTaus = Columns.doubles(data.clocks().taus(), points);
        long[] chunkWallMs = Columns.longs(data.clocks().wallMs(), points);
        Optional<double[]> chunkValues = data.values().map(column -> Columns.doubles(column.values(), points));
        for (int i = 0; i < points; i++) {
            if (chunkSteps[i] <= data.chunk().limit()) {
                steps[size] = chunkSteps[i];
                taus[size] = chunkTaus[i];
                wallMs[size] = chunkWallMs[i];
                values[size] = chunkValues.isPresent() ? chunkValues.get()[i] : Double.NaN;
                inherited[size] = data.chunk().inherited();
                size++;
            }
        }
    }

    void walk(Placement placement, Sink sink) {
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(
                        (Integer i) -> steps[i])) // stable: equal steps stay in the log's order
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < size && !sink.full(); i++) {
            boolean wins = i + 1 == size || steps[order[i]] != steps[order[i + 1]];
            if (wins) {
                point(order[i], placement, sink);
            }
        }
    }

    private void point(int i, Placement placement, Sink sink) {
        double x = placement.x(steps[i], taus[i], wallMs[i]);
        if (placement.wants(steps[i], x)) {
            sink.point(steps[i], taus[i], wallMs[i], x, values[i], inherited[i]);
        }
    }
}
