/**
 * What only one tracker knows and all are asked: how its partitions and its jobs do. Each posts it in the settings, where the
 * others read it. Nothing is decided by it.
 */
@NullMarked
package dev.hourglass.tracker.bulletin;

import org.jspecify.annotations.NullMarked;
