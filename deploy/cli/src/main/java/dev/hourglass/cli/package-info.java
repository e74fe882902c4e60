/**
 * The command {@code hourglass}: one class a subcommand, thin over the tracker's HTTP API and the trainer. What is printed and
 * which exit code is given (0 done, 1 failed, 2 wrong usage) is decided here; no training and no SQL.
 */
@NullMarked
package dev.hourglass.cli;

import org.jspecify.annotations.NullMarked;
