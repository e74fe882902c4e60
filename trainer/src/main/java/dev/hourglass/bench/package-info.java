/** How fast the engine is here: the real step of a real run beside the bare product of the same kernel. For people, not for runs. */
@NullMarked
package dev.hourglass.bench;

import org.jspecify.annotations.NullMarked;
