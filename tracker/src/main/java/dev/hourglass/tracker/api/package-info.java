/**
 * The HTTP API, version 1: one class a noun, reading the read model and publishing events. Nothing here writes to the read
 * model: a run changes by events alone. What every request must pass first (size, origin, token) is in {@code door}.
 */
@NullMarked
package dev.hourglass.tracker.api;

import org.jspecify.annotations.NullMarked;
