/**
 * Tells one address outside of runs that completed, failed or were lost: finds them in the log, keeps what is to be said in the
 * settings until it was said, and says it at least once, signed. Only for the partitions this tracker projects.
 */
@NullMarked
package dev.hourglass.tracker.webhook;

import org.jspecify.annotations.NullMarked;
