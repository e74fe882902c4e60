/** How this tracker reaches Kafka: its clients and what is odd about their settings. What is read and written stands elsewhere. */
@NullMarked
package dev.hourglass.tracker.kafka;

import org.jspecify.annotations.NullMarked;
