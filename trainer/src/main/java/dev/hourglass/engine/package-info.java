/**
 * The arithmetic: dense kernels (OpenBLAS, Vector API, EJML) behind one interface, vector functions, random streams. Static
 * functions over arrays and small state holders; nothing here knows what a network is.
 */
@NullMarked
package dev.hourglass.engine;

import org.jspecify.annotations.NullMarked;
