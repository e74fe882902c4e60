/**
 * The spec: the whole description from which a run can be repeated, as people write it (YAML) and as it is kept (canonical JSON).
 * Defaults and limits stand here and nowhere else. Knows no engine, no Kafka, no database.
 */
@NullMarked
package dev.hourglass.spec;

import org.jspecify.annotations.NullMarked;
