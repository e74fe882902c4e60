/**
 * Acts on the live read model and the world: offers work, notices silence, creates waiting-time branches, repeats commands. What
 * is to be done follows from the read model each time anew, so nothing is forgotten by a crash; what is done carries derived ids,
 * so nothing is done twice.
 */
@NullMarked
package dev.hourglass.tracker.reactor;

import org.jspecify.annotations.NullMarked;
