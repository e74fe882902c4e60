/**
 * Training data: where they are found, how they are fetched, checked and read. A file is believed only if its SHA-256 is the
 * registered one. Beside the models; knows no run. The environment comes in as arguments.
 */
@NullMarked
package dev.hourglass.data;

import org.jspecify.annotations.NullMarked;
