/**
 * What a trained network composes: its output of one step is its next input, and the result is a Standard MIDI file. No sound
 * device is touched.
 */
@NullMarked
package dev.hourglass.music;

import org.jspecify.annotations.NullMarked;
