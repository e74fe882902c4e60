@NullMarked
package dev.hourglass.tracker.stream;

import org.jspecify.annotations.NullMarked;
