/**
 * The whole state of a run at one step, as a safetensors file: equal states give equal bytes, so a file's SHA-256 names the
 * state. Nothing of a run's identity is in it, nor of the attempt, the machine or the hour; several runs may share one file.
 */
@NullMarked
package dev.hourglass.checkpoint;

import org.jspecify.annotations.NullMarked;
