package dev.hourglass.tracker.series;

/**
 * What consecutive points in ascending steps come to: a chunk or a block of one. Least and greatest pass over NaN, and are NaN
 * where there is nothing else, or while values are not asked for.
 */
record Stretch(
        int points,
        long firstStep,
        long lastStep,
        double leastTau,
        double greatestTau,
        double lastTau,
        long leastWallMs,
        long greatestWallMs,
        long lastWallMs,
        double least,
        double greatest,
        double last) {}
