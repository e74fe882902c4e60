@NullMarked
package dev.hourglass.tracker.health;

import org.jspecify.annotations.NullMarked;
