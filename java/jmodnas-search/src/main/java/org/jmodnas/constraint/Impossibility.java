package org.jmodnas.constraint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jmodnas.hardware.additive.AdditiveModel.Prediction;
import org.jmodnas.space.Architecture;
import org.jmodnas.space.ArchitectureOrder;
import org.jmodnas.space.SearchSpace;

/**
 * Limits of a device that no architecture is expected to keep.
 *
 * @param device where
 * @param metrics those whose limits cannot be kept: one alone, or several together of which each
 *     could be
 * @param confidence the probability that no architecture reaches
 * @param nearest the architecture that exceeds the limits least, in shares of the limits; of those
 *     that are expected to keep them the one that is most likely to
 * @param predictions the metrics of {@code nearest}
 * @param probability that {@code nearest} keeps the limits
 */
public record Impossibility(
    String device,
    List<LimitedMetric> metrics,
    double confidence,
    Architecture nearest,
    List<Prediction> predictions,
    double probability) {
  /** Architectures that are looked at, cheapest first; all of NAS-Bench-201. */
  static final int CONSIDERED = 1 << 15;

  public Impossibility {
    metrics = List.copyOf(metrics);
    predictions = List.copyOf(predictions);
  }

  /** Why no architecture is feasible, if none is: by one limit alone, or else by all together. */
  static Optional<Impossibility> of(Feasibility feasibility) {
    if (feasibility.metrics().isEmpty()) {
      return Optional.empty();
    }
    Optional<Impossibility> together = search(feasibility);
    if (together.isEmpty() || feasibility.metrics().size() == 1) {
      return together;
    }
    return feasibility.metrics().stream()
        .map(metric -> search(feasibility.alone(metric)))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> together);
  }

  private static Optional<Impossibility> search(Feasibility feasibility) {
    ArchitectureOrder order = new ArchitectureOrder(feasibility.space(), costs(feasibility));
    Architecture nearest = null;
    for (int i = 0; i < CONSIDERED && order.hasNext(); i++) {
      Architecture candidate = order.next();
      if (feasibility.isFeasible(candidate)) {
        return Optional.empty();
      }
      if (nearest == null || isNearer(feasibility, candidate, nearest)) {
        nearest = candidate;
      }
    }
    return nearest == null ? Optional.empty() : Optional.of(at(feasibility, nearest));
  }

  /** What each choice costs of all limits, in shares of them. */
  private static double[][] costs(Feasibility feasibility) {
    SearchSpace space = feasibility.space();
    double[][] sum =
        space.decisions().stream()
            .map(decision -> new double[decision.choices().size()])
            .toArray(double[][]::new);
    for (LimitedMetric metric : feasibility.metrics()) {
      double[][] costs = metric.costs(space);
      for (int decision = 0; decision < sum.length; decision++) {
        for (int choice = 0; choice < sum[decision].length; choice++) {
          sum[decision][choice] += costs[decision][choice] / metric.limit();
        }
      }
    }
    return sum;
  }

  private static boolean isNearer(Feasibility feasibility, Architecture one, Architecture other) {
    double excess = excess(feasibility, one);
    double otherExcess = excess(feasibility, other);
    return excess < otherExcess
        || (excess == otherExcess && feasibility.probability(one) > feasibility.probability(other));
  }

  /** The largest share by which a limit is expected to be exceeded, at least 0. */
  private static double excess(Feasibility feasibility, Architecture architecture) {
    int index = feasibility.space().index(architecture);
    return feasibility.metrics().stream()
        .mapToDouble(metric -> metric.predict(index).mean() / metric.limit() - 1)
        .reduce(0, Math::max);
  }

  private static Impossibility at(Feasibility feasibility, Architecture nearest) {
    int index = feasibility.space().index(nearest);
    return new Impossibility(
        feasibility.device(),
        feasibility.metrics(),
        feasibility.confidence(),
        nearest,
        feasibility.metrics().stream().map(metric -> metric.predict(index)).toList(),
        feasibility.probability(nearest));
  }

  /** One line: the limits, the device, and what is nearest to them. */
  public String message() {
    boolean several = metrics.size() > 1;
    boolean expected =
        IntStream.range(0, metrics.size())
            .allMatch(m -> predictions.get(m).mean() <= metrics.get(m).limit());
    return "No architecture is expected within %s%s on %s with probability %s%s; the %s is %s%s"
        .formatted(
            metrics.stream().map(LimitedMetric::toString).collect(Collectors.joining(" and ")),
            several ? " together" : "",
            device,
            Significant.of(confidence),
            several ? ", though within each alone" : "",
            several || expected ? "nearest prediction" : "lowest prediction",
            predicted(several),
            expected ? ", within with probability " + Significant.of(probability) : "");
  }

  private String predicted(boolean named) {
    return IntStream.range(0, metrics.size())
        .mapToObj(
            m ->
                "%s%s (%s to %s)"
                    .formatted(
                        named ? metrics.get(m).objective() + " " : "",
                        Significant.of(predictions.get(m).mean()),
                        Significant.of(predictions.get(m).lower()),
                        Significant.of(predictions.get(m).upper())))
        .collect(Collectors.joining(" and "));
  }
}
