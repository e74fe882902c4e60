@NullMarked
package dev.hourglass.tracker.door;

import org.jspecify.annotations.NullMarked;
