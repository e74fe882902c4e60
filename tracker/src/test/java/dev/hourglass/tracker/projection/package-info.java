@NullMarked
package dev.hourglass.tracker.projection;

import org.jspecify.annotations.NullMarked;
