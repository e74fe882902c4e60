@NullMarked
package dev.hourglass.tracker.series;

import org.jspecify.annotations.NullMarked;
