@NullMarked
package dev.hourglass.tracker.api;

import org.jspecify.annotations.NullMarked;
