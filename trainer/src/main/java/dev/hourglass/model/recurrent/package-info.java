/**
 * Deep recurrent networks on sequences of chords (Hertz and Tyrcha, Glassy dynamics near the learnability transition in deep
 * recurrent networks, 2024): the network, its three rules for the deltas, and the network run by itself.
 */
@NullMarked
package dev.hourglass.model.recurrent;

import org.jspecify.annotations.NullMarked;
