/** The tracker's own figures for Prometheus. */
@NullMarked
package dev.hourglass.tracker.metrics;

import org.jspecify.annotations.NullMarked;
