@NullMarked
package dev.hourglass.tracker.rebuild;

import org.jspecify.annotations.NullMarked;
