package dev.hourglass.run;

import java.util.UUID;

/** What came of one run of a training. */
public record TrainedRun(UUID run, String name, Outcome outcome) {}
