package dev.hourglass.cli.bench;

/**
 * @param pointsPerSecond from the log into the read model, of trainers that gather what they measure
 * @param eventsPerSecond the same, of clients that send each value by itself
 * @param bytesPerPoint of the read model once the first load is gathered: tables, indexes, what is stored out of line
 * @param rebuildPointsPerSecond from the beginning of a rebuild to the switch, while the live projection goes on
 */
public record IngestMeasurement(
        double pointsPerSecond, double eventsPerSecond, double bytesPerPoint, double rebuildPointsPerSecond) {}
