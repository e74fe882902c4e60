/**
 * The language in which runs are searched and sorted: from text to a tree of records, from there to SQL with bound values, and
 * pages of what it finds. No HTTP here; a text that is not of the language is a {@link BadTextException} with its place.
 */
@NullMarked
package dev.hourglass.tracker.search;

import org.jspecify.annotations.NullMarked;
