package org.jmodnas.report.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jmodnas.report.data.RunEvent;

/**
 * How devices weighed in the common direction of the multi-gradient descent. The min-norm weights γ
 * minimise ‖Σ γ g‖ over gradients g of devices (Désidéri 2012). Every device with γ &gt; 0 then
 * improves at the same rate, and one with γ = 0 improves at least as fast without having a say. A
 * high γ marks a device that the others' directions would serve worst: its gradient opposes theirs
 * or is short.
 *
 * @param steps steps at which weights were noted, thinned
 * @param gamma for each device its weights at these steps; NaN where it took no part
 * @param roles the devices by falling mean weight
 */
public record DeviceWeights(
    List<Integer> steps, Map<String, List<Double>> gamma, List<Role> roles) {
  /** Points of a trajectory that are drawn at most. */
  private static final int MOST = 200;

  private static final double NONE = 0.01;

  public DeviceWeights {
    steps = List.copyOf(steps);
    gamma = new LinkedHashMap<>(gamma);
    roles = List.copyOf(roles);
  }

  /**
   * What a device's weights were over the run.
   *
   * @param share mean γ over the mean of equal weights: 1 where the device counts as any other
   * @param idle share of steps with γ below 0.01, at which the device had no say
   */
  public record Role(String device, double share, double idle) {}

  /** The weights in {@code events} of kind {@code weights}. */
  public static DeviceWeights of(List<RunEvent> events) {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    for (RunEvent event : events) {
      event.numbers("gamma").keySet().forEach(d -> all.computeIfAbsent(d, n -> new ArrayList<>()));
    }
    for (RunEvent event : events) {
      Map<String, Double> gamma = event.numbers("gamma");
      all.forEach((device, values) -> values.add(gamma.getOrDefault(device, Double.NaN)));
    }
    int width = Math.max(1, (events.size() + MOST - 1) / MOST);
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < events.size(); i += width) {
      steps.add(events.get(Math.min(i + width, events.size()) - 1).step());
    }
    Map<String, List<Double>> thinned = new LinkedHashMap<>();
    all.forEach((device, values) -> thinned.put(device, means(values, width)));
    return new DeviceWeights(steps, thinned, roles(all));
  }

  private static List<Role> roles(Map<String, List<Double>> all) {
    return all.entrySet().stream()
        .map(e -> role(e.getKey(), e.getValue().stream().filter(Double::isFinite).toList(), all))
        .sorted(Comparator.comparingDouble(role -> -role.share()))
        .toList();
  }

  private static Role role(String device, List<Double> values, Map<String, List<Double>> all) {
    return new Role(
        device,
        mean(values) * all.size(),
        (double) values.stream().filter(v -> v < NONE).count() / values.size());
  }

  /** Means of so many values after each other. */
  private static List<Double> means(List<Double> values, int width) {
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < values.size(); i += width) {
      means.add(mean(values.subList(i, Math.min(i + width, values.size()))));
    }
    return means;
  }

  private static double mean(List<Double> values) {
    return values.stream()
        .mapToDouble(v -> v)
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }
}
