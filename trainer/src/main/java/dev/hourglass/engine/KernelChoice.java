package dev.hourglass.engine;

/** @param reason why this kernel, and why no faster one; for people */
public record KernelChoice(DenseKernel kernel, String reason) {}
