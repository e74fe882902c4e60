/**
 * Broken records put into a stack's log and broken requests sent to its tracker. Each is drawn from a seed and its number, so that
 * what was found can be found again. Nothing here knows how the tracker does its work: what must become of a record is worked out
 * once more, by the plainest of rules.
 */
@NullMarked
package dev.hourglass.cli.fuzz;

import org.jspecify.annotations.NullMarked;
