/**
 * What a stack is put through to see what survives: processes killed and frozen under load, broken records, broken requests.
 * Everything is drawn from a seed, so that what was found once can be found again. Judges a stack from outside, over HTTP.
 */
@NullMarked
package dev.hourglass.cli.chaos;

import org.jspecify.annotations.NullMarked;
