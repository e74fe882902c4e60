/**
 * Measures a whole stack from outside: events into its log, questions over HTTP. What is measured is made up here, by the same
 * seed each time; no figure is taken inside of the tracker.
 */
@NullMarked
package dev.hourglass.cli.bench;

import org.jspecify.annotations.NullMarked;
