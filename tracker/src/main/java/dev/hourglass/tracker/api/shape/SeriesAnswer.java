package dev.hourglass.tracker.api.shape;

import java.util.List;

/** Series of one run. */
public record SeriesAnswer(List<Series> series, List<NotDrawn> notDrawn) {}
