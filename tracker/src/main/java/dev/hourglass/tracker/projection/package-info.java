/**
 * Keeps the read model equal to the log: records are folded a batch at a time, each table is written once a batch, and the
 * partition's position moves in the same transaction. A pure function of the log: no clock, no sequence, no other run's state.
 */
@NullMarked
package dev.hourglass.tracker.projection;

import org.jspecify.annotations.NullMarked;
