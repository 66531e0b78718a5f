package org.jmodnas.baselines.bayesian.gaussian;

import java.util.List;

/**
 * A Gaussian process of an outcome in its own unit. The process sees it standardised by the mean
 * and the deviation that it had at the last fit.
 */
public final class OutcomeModel {
  private final HyperparameterFit fit;
  private Hyperparameters hyperparameters;
  private double mean;
  private double deviation = 1;
  private GaussianProcess process;

  /** A model of nothing yet, for encodings with so many entries. */
  public OutcomeModel(HyperparameterFit fit, int entries) {
    this.fit = fit;
    hyperparameters = Hyperparameters.typical(entries);
    process = new GaussianProcess(hyperparameters, List.of());
  }

  /** Fits the unit and the hyperparameters, from those of the last fit. */
  public void fit(List<Observation> observed) {
    mean = observed.stream().mapToDouble(Observation::outcome).average().orElse(0);
    double variance =
        observed.stream().mapToDouble(o -> square(o.outcome() - mean)).average().orElse(0);
    deviation = variance > 0 ? Math.sqrt(variance) : 1;
    hyperparameters = fit.fit(standardized(observed), hyperparameters);
  }

  /** Computes the posterior of {@code observed} anew, without candidates. */
  public void condition(List<Observation> observed) {
    process = new GaussianProcess(hyperparameters, standardized(observed));
  }

  private static double square(double value) {
    return value * value;
  }

  /** Adds candidates, each the ones of an encoding, behind those that there are. */
  public void add(List<int[]> candidates) {
    process.add(candidates);
  }

  /** Adds an observation to the posterior. */
  public void observe(Observation observation) {
    process.observe(standardized(observation));
  }

  /** The posterior mean at each candidate. */
  public double[] means() {
    double[] means = process.means();
    for (int c = 0; c < means.length; c++) {
      means[c] = mean + deviation * means[c];
    }
    return means;
  }

  /** The posterior deviation of the outcome, without noise, at each candidate. */
  public double[] deviations() {
    double[] deviations = process.variances();
    for (int c = 0; c < deviations.length; c++) {
      deviations[c] = deviation * Math.sqrt(deviations[c]);
    }
    return deviations;
  }

  private List<Observation> standardized(List<Observation> observed) {
    return observed.stream().map(this::standardized).toList();
  }

  private Observation standardized(Observation observation) {
    return new Observation(observation.ones(), (observation.outcome() - mean) / deviation);
  }
}
