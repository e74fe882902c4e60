/**
 * People, their tokens and sessions, and the audit of what they change in the settings: kept in the schema {@code settings},
 * which is migrated and never rebuilt. Every change and its audit entry are one transaction. Runs are not known here.
 */
@NullMarked
package dev.hourglass.tracker.people;

import org.jspecify.annotations.NullMarked;
