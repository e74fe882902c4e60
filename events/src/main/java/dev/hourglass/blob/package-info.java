/**
 * Files named by their SHA-256, shared by those who write checkpoints and those who hand them out. A blob is whole or it is not
 * there.
 */
@NullMarked
package dev.hourglass.blob;

import org.jspecify.annotations.NullMarked;
