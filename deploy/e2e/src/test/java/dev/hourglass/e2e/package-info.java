/**
 * What only the whole can show: real processes on a real Kafka and PostgreSQL, killed, frozen and cut off, and a real browser.
 */
@NullMarked
package dev.hourglass.e2e;

import org.jspecify.annotations.NullMarked;
