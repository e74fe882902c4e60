/**
 * Series as files: what comes in pieces goes out in pieces, so that an export of any length takes a fixed amount of memory. No SQL
 * and no HTTP in this package.
 */
@NullMarked
package dev.hourglass.tracker.export;

import org.jspecify.annotations.NullMarked;
