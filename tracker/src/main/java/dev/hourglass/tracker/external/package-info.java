/**
 * Runs that somebody's own program drives over HTTP: it starts attempts, posts points, ends them. What it says becomes the
 * events a worker would have published, under numbers that make a repeated call harmless.
 */
@NullMarked
package dev.hourglass.tracker.external;

import org.jspecify.annotations.NullMarked;
