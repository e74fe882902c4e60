/**
 * What every request passes before it reaches the API: who may connect, from which page, who they are, which role a
 * method needs, how much may be sent; and how an error looks. Knows nothing of runs, nor where people and tokens are kept.
 */
@NullMarked
package dev.hourglass.tracker.door;

import org.jspecify.annotations.NullMarked;
