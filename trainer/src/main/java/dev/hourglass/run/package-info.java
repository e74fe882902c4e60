/**
 * A run from its spec: the loop, checkpoints, resume and branch points, the events of an attempt in their order, and the sink
 * that writes them to a folder. Knows neither Kafka nor HTTP.
 */
@NullMarked
package dev.hourglass.run;

import org.jspecify.annotations.NullMarked;
