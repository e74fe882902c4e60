/** A process that takes work from Kafka, executes runs and publishes their events. The only place of the trainer that knows Kafka. */
@NullMarked
package dev.hourglass.worker;

import org.jspecify.annotations.NullMarked;
