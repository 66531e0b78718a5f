package org.jmodnas.baselines.bayesian;

import org.jmodnas.baselines.bayesian.gaussian.HyperparameterFit;
import org.jmodnas.tensor.ConfigurationException;

/**
 * Settings of a Bayesian search.
 *
 * @param initial feasible evaluations before the first model; until then architectures are random
 * @param growth share by which the observations grow until hyperparameters are fitted and
 *     candidates are drawn anew
 */
public record BayesianSettings(
    int initial, Candidates candidates, double growth, HyperparameterFit fit) {
  public BayesianSettings {
    if (initial < 1 || !(growth >= 0)) {
      throw new ConfigurationException(
          "Bayesian optimisation begins with at least one evaluation and fits at a growth of 0 or more, got '%d' and '%s'"
              .formatted(initial, growth));
    }
  }

  /**
   * Where the next architecture is sought.
   *
   * @param pool random architectures, drawn at each fit
   * @param considered of all candidates so many at random are considered each time
   * @param local whether architectures that differ from a member of the front in one decision are
   *     candidates, too
   */
  public record Candidates(int pool, int considered, boolean local) {
    public Candidates {
      if (pool < 1 || considered < 1) {
        throw new ConfigurationException(
            "Bayesian optimisation needs a candidate, got a pool of '%d' of which it considers '%d'"
                .formatted(pool, considered));
      }
    }
  }

  /** 3 random evaluations, then the best of 250 random architectures, as published. */
  public static BayesianSettings random() {
    return with(new Candidates(2000, 250, false));
  }

  /** 3 random evaluations, then the best of 500 random ones and of what is near the front. */
  public static BayesianSettings local() {
    return with(new Candidates(500, Integer.MAX_VALUE, true));
  }

  private static BayesianSettings with(Candidates candidates) {
    return new BayesianSettings(3, candidates, 0.25, new HyperparameterFit(15, 200));
  }
}
