/**
 * Views of the pages that people saved by name, for all who use this tracker: addresses of the front end, kept in the settings.
 * What an address means only the pages know.
 */
@NullMarked
package dev.hourglass.tracker.views;

import org.jspecify.annotations.NullMarked;
