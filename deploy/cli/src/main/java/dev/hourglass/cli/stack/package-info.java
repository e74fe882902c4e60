/**
 * The whole of Hourglass on one machine: Kafka, PostgreSQL, tracker and workers as processes of one supervisor, their state in
 * one home folder. Knows how they are started, watched and ended; nothing of runs.
 */
@NullMarked
package dev.hourglass.cli.stack;

import org.jspecify.annotations.NullMarked;
