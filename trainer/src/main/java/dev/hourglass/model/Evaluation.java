package dev.hourglass.model;

/**
 * @param nll mean negative log-likelihood in bits per output unit and example
 * @param accuracy share of output units whose sign is the target's, 0 .. 1
 */
public record Evaluation(double nll, double accuracy) {}
