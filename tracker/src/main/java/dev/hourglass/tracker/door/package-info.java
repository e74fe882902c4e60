/**
 * What every request passes before it reaches the API: who may connect, from which page, with which token, and how much may
 * be sent; and how an error looks. Knows nothing of runs.
 */
@NullMarked
package dev.hourglass.tracker.door;

import org.jspecify.annotations.NullMarked;
