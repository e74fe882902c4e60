@NullMarked
package dev.hourglass.tracker.start;

import org.jspecify.annotations.NullMarked;
