package org.jmodnas.cli.proxy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jmodnas.baselines.trainingfree.RepresentationSimilarity;
import org.jmodnas.baselines.trainingfree.TrainingFreeMetric;
import org.jmodnas.baselines.trainingfree.TrainingFreeMetrics;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.backend.Backend;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.random.Philox;
import picocli.CommandLine.Option;

/** The metrics of a table. */
final class MetricOptions {
  private static final String SIMILARITY = "rmi";

  private final Map<String, TrainingFreeMetric> known = TrainingFreeMetrics.all();

  @Option(
      names = "--metrics",
      required = true,
      split = ",",
      paramLabel = "NAME",
      description =
          "Columns, separated by commas: epe_nas, fisher, flops, grad_norm, grasp, jacov, l2_norm, "
              + "nwot, params, plain, snip, synflow, zen, or rmi, which trains each network.")
  private List<String> names;

  @Option(
      names = "--rmi-steps",
      defaultValue = "20",
      description = "For rmi: training steps of each network; default ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--rmi-reference-steps",
      defaultValue = "300",
      description =
          "For rmi: training steps of the ResNet-20 it is compared with; default ${DEFAULT-VALUE}.")
  private int referenceSteps;

  /**
   * Their names, each once.
   *
   * @throws ConfigurationException if one is unknown
   */
  List<String> names() {
    Set<String> distinct = new LinkedHashSet<>(names);
    for (String name : distinct) {
      if (!known.containsKey(name) && !name.equals(SIMILARITY)) {
        throw new ConfigurationException(
            "Unknown metric '%s'. There are: %s, %s"
                .formatted(name, String.join(", ", known.keySet()), SIMILARITY));
      }
    }
    return List.copyOf(distinct);
  }

  /** Adds what their values depend on to a description. */
  void describe(Map<String, Object> description) {
    if (names().contains(SIMILARITY)) {
      description.put("rmi_steps", steps);
      description.put("rmi_reference_steps", referenceSteps);
    }
  }

  /**
   * The metrics in the order of their names; trains the reference if one needs it.
   *
   * @param batch images of the batch on which representations are compared
   */
  List<TrainingFreeMetric> create(ImageDataset images, int batch, Backend backend, Philox random) {
    List<TrainingFreeMetric> metrics = new ArrayList<>();
    for (String name : names()) {
      metrics.add(
          name.equals(SIMILARITY)
              ? new RepresentationSimilarity(images, settings(batch), backend, random)
              : known.get(name));
    }
    return metrics;
  }

  /**
   * Refuses impossible numbers of steps.
   *
   * @throws ConfigurationException if one is negative
   */
  void check() {
    if (steps < 0 || referenceSteps < 0) {
      throw new ConfigurationException(
          "'--rmi-steps' and '--rmi-reference-steps' are at least 0, got '%d' and '%d'"
              .formatted(steps, referenceSteps));
    }
  }

  private RepresentationSimilarity.Settings settings(int batch) {
    return new RepresentationSimilarity.Settings(steps, batch, referenceSteps);
  }
}
