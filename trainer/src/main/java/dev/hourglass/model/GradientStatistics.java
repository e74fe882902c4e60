package dev.hourglass.model;

/**
 * The gradient of one batch and its scatter, in nats summed over the output units, before any projection.
 *
 * @param norm Euclidean norm of the batch's mean gradient over all weights
 * @param noise Gamma: 1/p times the mean over weights of the population variance over the batch's examples of dE/dw
 *     (Hertz and Tyrcha 2024, eq. 6)
 */
public record GradientStatistics(double norm, double noise) {}
