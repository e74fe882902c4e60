/** The topics: their names, how they are made, and whether they are still what they were made as. */
@NullMarked
package dev.hourglass.events.topics;

import org.jspecify.annotations.NullMarked;
