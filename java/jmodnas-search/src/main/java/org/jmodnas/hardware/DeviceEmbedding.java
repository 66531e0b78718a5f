package org.jmodnas.hardware;

import java.util.ArrayList;
import java.util.List;
import org.jmodnas.tensor.ConfigurationException;

/**
 * A device described by its metric on a few reference architectures, scaled to [0, 1] by their
 * minimum and maximum (HELP, Lee et al., 2021): free of units and of the device's speed.
 */
public final class DeviceEmbedding {
  private DeviceEmbedding() {}

  /**
   * The embedding of {@code device}.
   *
   * @param references indices of the reference architectures
   * @throws ConfigurationException if one was not measured, or all are equal
   */
  public static float[] of(MetricTable table, String device, List<Integer> references) {
    double[] metrics = referenceMetrics(table, device, references);
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (double metric : metrics) {
      lowest = Math.min(lowest, metric);
      highest = Math.max(highest, metric);
    }
    if (lowest == highest) {
      throw new ConfigurationException(
          "Device '%s' has the same value '%s' on all reference architectures; expected different "
                  .formatted(device, lowest)
              + "ones. Measure again, with more repeats or a finer clock");
    }
    float[] embedding = new float[metrics.length];
    for (int i = 0; i < metrics.length; i++) {
      embedding[i] = (float) ((metrics[i] - lowest) / (highest - lowest));
    }
    return embedding;
  }

  /** The metric of each reference architecture on {@code device}, all of them measured. */
  static double[] referenceMetrics(MetricTable table, String device, List<Integer> references) {
    double[] metrics = new double[references.size()];
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < metrics.length; i++) {
      metrics[i] = table.value(device, references.get(i));
      if (Double.isNaN(metrics[i])) {
        missing.add(references.get(i));
      }
    }
    if (!missing.isEmpty()) {
      throw new ConfigurationException(
          "Device '%s' lacks %d of %d reference measurements; add the architectures of index %s"
              .formatted(device, missing.size(), metrics.length, missing));
    }
    return metrics;
  }

  /**
   * Embeddings centred and scaled per component by the statistics of the training devices. Raw
   * embeddings of different devices point almost the same way, so a hypernetwork hardly tells them
   * apart.
   */
  public static final class Standardizer {
    private static final double SMALLEST = 1e-3;

    private final double[] mean;
    private final double[] deviation;

    /** The standardisation that {@code training} embeddings define. */
    public Standardizer(List<float[]> training) {
      int features = training.get(0).length;
      mean = new double[features];
      deviation = new double[features];
      for (int i = 0; i < features; i++) {
        for (float[] embedding : training) {
          mean[i] += embedding[i] / training.size();
        }
        for (float[] embedding : training) {
          deviation[i] += Math.pow(embedding[i] - mean[i], 2) / training.size();
        }
        deviation[i] = Math.max(Math.sqrt(deviation[i]), SMALLEST);
      }
    }

    /** The standardised embedding. */
    public float[] apply(float[] embedding) {
      float[] result = new float[embedding.length];
      for (int i = 0; i < result.length; i++) {
        result[i] = (float) ((embedding[i] - mean[i]) / deviation[i]);
      }
      return result;
    }
  }
}
