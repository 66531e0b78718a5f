package org.jmodnas.hypernet;

/**
 * Size and form of a meta-hypernetwork.
 *
 * @param banks K, the number of keys and of banks they select between
 * @param features F, the length of a device embedding
 * @param outputs D, architecture parameters in all
 * @param sineScores whether the scores are softmax(sin(q)), as published for NAS-Bench-201, which
 *     bounds how much one bank can prevail, or softmax(q)
 */
public record HypernetworkConfig(int banks, int features, int outputs, boolean sineScores) {}
