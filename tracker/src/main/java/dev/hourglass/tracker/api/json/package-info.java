/** How large answers become JSON fast: columns of numbers, and many of them beside each other. */
@NullMarked
package dev.hourglass.tracker.api.json;

import org.jspecify.annotations.NullMarked;
