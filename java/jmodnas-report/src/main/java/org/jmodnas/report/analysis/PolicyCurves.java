package org.jmodnas.report.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jmodnas.report.data.PolicyRow;

/**
 * How the probabilities of the choices of one decision follow the weight of the error on a device;
 * means over preferences that weigh the error alike.
 *
 * @param weights of the error, ascending
 * @param probabilities for each choice its probability at these weights
 */
public record PolicyCurves(
    String device, String decision, List<Double> weights, Map<String, List<Double>> probabilities) {
  public PolicyCurves {
    weights = List.copyOf(weights);
    probabilities = new LinkedHashMap<>(probabilities);
  }

  /** The curves of every device and decision, in the order of their first rows. */
  public static List<PolicyCurves> of(List<PolicyRow> rows) {
    Map<List<String>, List<PolicyRow>> groups = new LinkedHashMap<>();
    for (PolicyRow row : rows) {
      if (Double.isFinite(row.probability()) && Double.isFinite(row.weights().get(0))) {
        groups
            .computeIfAbsent(List.of(row.device(), row.decision()), k -> new ArrayList<>())
            .add(row);
      }
    }
    return groups.entrySet().stream()
        .map(group -> curves(group.getKey().get(0), group.getKey().get(1), group.getValue()))
        .toList();
  }

  private static PolicyCurves curves(String device, String decision, List<PolicyRow> rows) {
    Set<Double> weights = new TreeSet<>();
    Set<String> choices = new LinkedHashSet<>();
    Map<List<Object>, List<Double>> values = new LinkedHashMap<>();
    for (PolicyRow row : rows) {
      double weight = row.weights().get(0);
      weights.add(weight);
      choices.add(row.choice());
      values
          .computeIfAbsent(List.of(weight, row.choice()), k -> new ArrayList<>())
          .add(row.probability());
    }
    Map<String, List<Double>> probabilities = new LinkedHashMap<>();
    for (String choice : choices) {
      probabilities.put(
          choice,
          weights.stream()
              .map(w -> mean(values.getOrDefault(List.of(w, choice), List.of())))
              .toList());
    }
    return new PolicyCurves(device, decision, List.copyOf(weights), probabilities);
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
  }
}
