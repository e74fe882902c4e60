/**
 * Builds a read model anew from the log's first event, beside the live one and through the same code: to take its place, or to
 * prove by a digest that the live one is what the log says.
 */
@NullMarked
package dev.hourglass.tracker.rebuild;

import org.jspecify.annotations.NullMarked;
