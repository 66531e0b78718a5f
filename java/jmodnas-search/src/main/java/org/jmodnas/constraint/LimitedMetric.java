package org.jmodnas.constraint;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jmodnas.hardware.additive.AdditiveModel;
import org.jmodnas.hardware.additive.DeviceMetric;
import org.jmodnas.space.SearchSpace;
import org.jmodnas.tensor.random.Philox;

/**
 * A metric of one device that has a limit, predicted in its own unit.
 *
 * @param objective its name
 * @param limit largest value
 * @param values what is known and predicted of it
 */
public record LimitedMetric(String objective, double limit, DeviceMetric values) {
  private static final int SAMPLE = 1000;
  private static final int NEAREST = 30;

  /** The metric of the architecture with this index; what is known has no margin. */
  public AdditiveModel.Prediction predict(int index) {
    return values.predict(index);
  }

  /**
   * How much each choice adds to the expected metric.
   *
   * @return a row for each decision of {@code space}
   */
  public double[][] costs(SearchSpace space) {
    double[] weights = values.model().gateWeights();
    double[][] costs = new double[space.decisions().size()][];
    int start = 0;
    for (int decision = 0; decision < costs.length; decision++) {
      costs[decision] = new double[space.decisions().get(decision).choices().size()];
      System.arraycopy(weights, start, costs[decision], 0, costs[decision].length);
      start += costs[decision].length;
    }
    return costs;
  }

  /** The smallest expected metric of the space where nothing is pruned. */
  public double lowest(SearchSpace space) {
    return values.model().constant()
        + Arrays.stream(costs(space))
            .mapToDouble(row -> Arrays.stream(row).min().orElseThrow())
            .sum();
  }

  /** The largest expected metric of the space where nothing is pruned. */
  public double highest(SearchSpace space) {
    return values.model().constant()
        + Arrays.stream(costs(space))
            .mapToDouble(row -> Arrays.stream(row).max().orElseThrow())
            .sum();
  }

  /**
   * How far below the limit the expected metric has to lie for a measurement to keep it with
   * probability {@code confidence}: the mean over those of a sample of architectures that are
   * expected nearest to the limit. Predictions there are not as sure as elsewhere.
   */
  public double margin(SearchSpace space, double confidence) {
    Philox random = new Philox(0, SAMPLE);
    return IntStream.range(0, SAMPLE)
        .mapToObj(i -> predict(space.index(space.sample(random))))
        .sorted(Comparator.comparingDouble(prediction -> Math.abs(prediction.mean() - limit)))
        .limit(NEAREST)
        .mapToDouble(prediction -> prediction.quantile(confidence) - prediction.mean())
        .average()
        .orElseThrow();
  }

  @Override
  public String toString() {
    return "%s %s".formatted(objective, Significant.of(limit));
  }
}
