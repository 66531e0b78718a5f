package org.jmodnas.baselines.bayesian.gaussian;

import java.util.List;
import org.jmodnas.tensor.ConfigurationException;

/**
 * Fits hyperparameters by maximising the marginal likelihood with priors: by L-BFGS.
 *
 * @param iterations most iterations of a fit
 * @param observations most observations of a fit; of more, so many are taken at even intervals
 */
public record HyperparameterFit(int iterations, int observations) {
  public HyperparameterFit {
    if (iterations < 0 || observations < 1) {
      throw new ConfigurationException(
          "Hyperparameters are fitted in 0 or more iterations to 1 or more observations, got '%d' and '%d'"
              .formatted(iterations, observations));
    }
  }

  /** The hyperparameters that explain {@code observed} best, near {@code start}. */
  public Hyperparameters fit(List<Observation> observed, Hyperparameters start) {
    int count = Math.min(observed.size(), observations);
    int[][] inputs = new int[count][];
    double[] outcomes = new double[count];
    for (int i = 0; i < count; i++) {
      Observation observation = observed.get((int) ((long) i * observed.size() / count));
      inputs[i] = observation.ones();
      outcomes[i] = observation.outcome();
    }
    MarginalLikelihood likelihood = new MarginalLikelihood(inputs, outcomes);
    return Hyperparameters.of(Lbfgs.minimize(likelihood, start.logarithms(), iterations));
  }
}
