/**
 * The read model: its script, its rows as entities, and which of its schemas is live. Entities name no schema and are never
 * written through Hibernate: the projection writes whole batches with JDBC, everybody else reads.
 */
@NullMarked
package dev.hourglass.tracker.readmodel;

import org.jspecify.annotations.NullMarked;
