/**
 * What is true only now: the heartbeats of workers, in memory. Never written to the read model, which knows the log alone, and
 * gone with the process; the next heartbeat brings it back.
 */
@NullMarked
package dev.hourglass.tracker.live;

import org.jspecify.annotations.NullMarked;
