/**
 * The live side: heartbeats in memory and server-sent events. Every tracker tails the log on its own and tells of an event
 * once the projection has passed it, so that what a client then reads agrees with what it was told.
 */
@NullMarked
package dev.hourglass.tracker.stream;

import org.jspecify.annotations.NullMarked;
