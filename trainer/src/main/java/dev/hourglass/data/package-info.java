/** Training data: where they are found, how they are fetched, checked and read. Beside the models; knows no run. */
@NullMarked
package dev.hourglass.data;

import org.jspecify.annotations.NullMarked;
