package org.jmodnas.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jmodnas.evaluation.FrontFile.Point;
import org.jmodnas.pareto.Hypervolume;
import org.jmodnas.space.Architecture;

/**
 * Architectures that stand for the fronts of several devices: one after the other the one that adds
 * most hypervolume, summed over the devices on whose front it is. Objectives are scaled to 0 … 1
 * over the points of a device; the reference point is 1.1, so that ends count.
 */
public final class PointSelection {
  private static final double REFERENCE = 1.1;

  private final Map<String, Map<Architecture, double[]>> fronts = new LinkedHashMap<>();
  private final Set<Architecture> candidates = new LinkedHashSet<>();

  /** Selects from {@code points}, of which those that are dominated are left out. */
  public PointSelection(List<Point> points) {
    for (Point point : points) {
      if (point.nonDominated()) {
        candidates.add(point.architecture());
        fronts
            .computeIfAbsent(point.device(), absent -> new LinkedHashMap<>())
            .put(
                point.architecture(),
                point.objectives().stream().mapToDouble(Double::doubleValue).toArray());
      }
    }
    fronts.values().forEach(PointSelection::scale);
  }

  private static void scale(Map<Architecture, double[]> front) {
    int objectives = front.values().iterator().next().length;
    for (int m = 0; m < objectives; m++) {
      int index = m;
      double[] values = front.values().stream().mapToDouble(point -> point[index]).toArray();
      double lowest = Arrays.stream(values).min().orElseThrow();
      double range = Arrays.stream(values).max().orElseThrow() - lowest;
      front.values().forEach(p -> p[index] = range > 0 ? (p[index] - lowest) / range : 0);
    }
  }

  /** At most {@code count} different architectures, the most valuable first. */
  public List<Architecture> choose(int count) {
    List<Architecture> chosen = new ArrayList<>();
    while (chosen.size() < Math.min(count, candidates.size())) {
      Architecture best = null;
      double highest = Double.NEGATIVE_INFINITY;
      for (Architecture candidate : candidates) {
        if (!chosen.contains(candidate)) {
          List<Architecture> with = new ArrayList<>(chosen);
          with.add(candidate);
          double volume = hypervolume(with);
          if (volume > highest) {
            highest = volume;
            best = candidate;
          }
        }
      }
      chosen.add(Objects.requireNonNull(best));
    }
    return chosen;
  }

  private double hypervolume(List<Architecture> architectures) {
    double sum = 0;
    for (Map<Architecture, double[]> front : fronts.values()) {
      List<double[]> points =
          architectures.stream().filter(front::containsKey).map(front::get).toList();
      if (!points.isEmpty()) {
        double[] reference = new double[points.get(0).length];
        Arrays.fill(reference, REFERENCE);
        sum += Hypervolume.of(points, reference);
      }
    }
    return sum;
  }
}
