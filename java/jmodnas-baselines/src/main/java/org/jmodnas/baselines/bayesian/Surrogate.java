package org.jmodnas.baselines.bayesian;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jmodnas.baselines.bayesian.gaussian.Observation;
import org.jmodnas.baselines.bayesian.gaussian.OneHotEncoding;
import org.jmodnas.baselines.bayesian.gaussian.OutcomeModel;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.SearchSpace;

/** What is believed of several outcomes: a Gaussian process each, on the same architectures. */
final class Surrogate {
  private final OneHotEncoding encoding;
  private final List<OutcomeModel> models;
  private final List<List<Observation>> observations;
  private final double growth;
  private int fitted;

  /** A surrogate that has seen nothing, of so many outcomes. */
  Surrogate(BayesianSettings settings, SearchSpace space, int outcomes) {
    encoding = new OneHotEncoding(space.decisions());
    models =
        IntStream.range(0, outcomes)
            .mapToObj(m -> new OutcomeModel(settings.fit(), encoding.size()))
            .toList();
    observations = models.stream().<List<Observation>>map(model -> new ArrayList<>()).toList();
    growth = settings.growth();
  }

  /** Number of observations. */
  int size() {
    return observations.get(0).size();
  }

  /** Adds an observation; the posterior at the candidates has it at once. */
  void observe(Architecture architecture, double[] outcomes) {
    int[] ones = encoding.ones(architecture);
    for (int m = 0; m < models.size(); m++) {
      Observation observation = new Observation(ones, outcomes[m]);
      models.get(m).observe(observation);
      observations.get(m).add(observation);
    }
  }

  /** Whether the observations have grown enough since the last fit. */
  boolean isDue() {
    return size() > fitted && size() >= (1 + growth) * fitted;
  }

  /** Fits the hyperparameters if that is due, and forgets the candidates. */
  void renew() {
    boolean due = isDue();
    for (int m = 0; m < models.size(); m++) {
      if (due) {
        models.get(m).fit(observations.get(m));
      }
      models.get(m).condition(observations.get(m));
    }
    fitted = due ? size() : fitted;
  }

  /** Adds candidates behind those that there are. */
  void add(Collection<Architecture> candidates) {
    List<int[]> ones = candidates.stream().map(encoding::ones).toList();
    models.forEach(model -> model.add(ones));
  }

  Posterior posterior() {
    return new Posterior(
        models.stream().map(OutcomeModel::means).toArray(double[][]::new),
        models.stream().map(OutcomeModel::deviations).toArray(double[][]::new));
  }
}
