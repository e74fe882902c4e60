/** Is it alive, is it ready, and if not, why and what to do. */
@NullMarked
package dev.hourglass.tracker.health;

import org.jspecify.annotations.NullMarked;
