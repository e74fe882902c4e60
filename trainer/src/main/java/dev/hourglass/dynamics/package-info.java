/**
 * What moves a system: stochastic and full gradient descent. Knows systems and random streams; no schedules, no events, no files.
 */
@NullMarked
package dev.hourglass.dynamics;

import org.jspecify.annotations.NullMarked;
