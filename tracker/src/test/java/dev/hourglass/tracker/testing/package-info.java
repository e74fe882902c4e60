/** Kafka and PostgreSQL for tests: real ones, started once a JVM. */
@NullMarked
package dev.hourglass.tracker.testing;

import org.jspecify.annotations.NullMarked;
