@NullMarked
package dev.hourglass.tracker.readmodel;

import org.jspecify.annotations.NullMarked;
