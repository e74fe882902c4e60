/**
 * The tracker: starts the parts in their order and says how they are set. What the parts do lives in the packages below.
 */
@NullMarked
package dev.hourglass.tracker;

import org.jspecify.annotations.NullMarked;
