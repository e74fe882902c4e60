/**
 * Brings the tracker up in its order: settings, read model, topics, projection, reactor. What is not there yet is waited for,
 * and health says what it is.
 */
@NullMarked
package dev.hourglass.tracker.start;

import org.jspecify.annotations.NullMarked;
