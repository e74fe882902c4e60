package dev.hourglass.observe;

import dev.hourglass.model.Weights;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;

/**
 * A histogram of the entries of one weight matrix: {@value #BINS} bins of equal width from the least to the greatest. Entries that
 * are not finite, as of a run that diverged, are in no bin.
 *
 * @param name the matrix's
 * @param edges rising, one more than counts
 * @param counts entries in each bin, its lower edge included; the greatest entry belongs to the last
 */
public record Distribution(String name, double[] edges, long[] counts) {

    static final int BINS = 64;

    static Distribution of(Weights weights, String name) {
        var matrix = weights.matrix(name);
        double[] finite = Arrays.stream(matrix.data, 0, matrix.getNumElements())
                .filter(Double::isFinite)
                .toArray();
        DoubleSummaryStatistics range = Arrays.stream(finite).summaryStatistics();
        double least = finite.length == 0 ? 0 : range.getMin();
        double width = finite.length == 0 ? 0 : range.getMax() / BINS - range.getMin() / BINS;
        // Entries that are equal, or nearly so, still need edges that rise.
        double step = Math.max(width, 16 * Math.ulp(Math.max(Math.abs(least), Math.abs(least + BINS * width))));
        var edges = new double[BINS + 1];
        for (int i = 0; i <= BINS; i++) {
            edges[i] = least + i * step;
        }
        var counts = new long[BINS];
        for (double value : finite) {
            int at = Arrays.binarySearch(edges, value);
            int bin = at >= 0 ? at : -at - 2;
            counts[Math.clamp(bin, 0, BINS - 1)]++;
        }
        return new Distribution(name, edges, counts);
    }
}
