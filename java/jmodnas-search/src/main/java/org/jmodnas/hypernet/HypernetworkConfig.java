package org.jmodnas.hypernet;

/**
 * Size and form of a meta-hypernetwork.
 *
 * @param banks K, the number of keys and of banks they select between
 * @param features F, the length of a device embedding
 * @param outputs D, architecture parameters in all
 * @param scores of the banks
 */
public record HypernetworkConfig(int banks, int features, int outputs, BankScores scores) {}
