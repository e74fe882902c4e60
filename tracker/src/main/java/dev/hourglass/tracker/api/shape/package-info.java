/** What the API says, as records: their JSON is the contract with the front end and the command. No logic, no SQL. */
@NullMarked
package dev.hourglass.tracker.api.shape;

import org.jspecify.annotations.NullMarked;
