/**
 * Reads series back: chunks of a run and its ancestors stitched into one, along any clock, whole or reduced to buckets in which
 * nothing hides. No HTTP and no JSON here.
 */
@NullMarked
package dev.hourglass.tracker.series;

import org.jspecify.annotations.NullMarked;
