/**
 * The facts everything else is derived from: one sealed {@code Event} and the ids it speaks of. A record
 * here is never edited once released; a changed fact is a new record. No Kafka, JSON or SQL in this package.
 */
@NullMarked
package dev.hourglass.events;

import org.jspecify.annotations.NullMarked;
