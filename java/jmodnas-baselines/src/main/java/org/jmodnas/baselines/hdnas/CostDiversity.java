package org.jmodnas.baselines.hdnas;

/**
 * Hardware cost diversity χ(α, P) = Σ over α' in P of (Ψ(α) − Ψ(α'))², in squared units of the cost
 * Ψ. With mean μ and variance σ² of the N costs it is N ((Ψ(α) − μ)² + σ²), and its mean over P is
 * 2 N σ²: it prefers both extremes of the cost.
 */
final class CostDiversity {
  private CostDiversity() {}

  /** χ of every member of a population with these costs. */
  static double[] of(double[] costs) {
    double mean = mean(costs);
    double variance = variance(costs, mean);
    double[] diversities = new double[costs.length];
    for (int i = 0; i < costs.length; i++) {
      double distance = costs[i] - mean;
      diversities[i] = costs.length * (distance * distance + variance);
    }
    return diversities;
  }

  /** The mean of χ over a population with these costs; 0 if it is empty. */
  static double meanOf(double[] costs) {
    return costs.length == 0 ? 0 : 2 * costs.length * variance(costs, mean(costs));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(double[] values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return squares / values.length;
  }
}
