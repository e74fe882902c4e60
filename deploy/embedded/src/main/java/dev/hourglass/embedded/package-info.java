/**
 * Kafka and PostgreSQL without an installation: inside the calling JVM, or as processes that end with whoever started them. For
 * the `up` command and for tests of the other modules. Knows nothing of runs, topics or tables.
 */
@NullMarked
package dev.hourglass.embedded;

import org.jspecify.annotations.NullMarked;
