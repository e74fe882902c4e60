/** A run from its spec: the loop, checkpoints, resume and branch points, the events it gives to a sink, sinks to files. */
@NullMarked
package dev.hourglass.run;

import org.jspecify.annotations.NullMarked;
