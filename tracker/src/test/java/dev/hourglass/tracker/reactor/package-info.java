@NullMarked
package dev.hourglass.tracker.reactor;

import org.jspecify.annotations.NullMarked;
