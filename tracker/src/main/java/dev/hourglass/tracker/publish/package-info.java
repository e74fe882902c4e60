/**
 * How this tracker speaks: events into the log, and the wait until the projection has passed them. No SQL but the reading of
 * the offset row.
 */
@NullMarked
package dev.hourglass.tracker.publish;

import org.jspecify.annotations.NullMarked;
