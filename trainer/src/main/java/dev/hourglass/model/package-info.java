/**
 * The systems that learn: networks with named weights, a loss and its gradient. No time, no learning rates, no files, no Kafka
 * here; a system is moved by a dynamics and measured by observers.
 */
@NullMarked
package dev.hourglass.model;

import org.jspecify.annotations.NullMarked;
