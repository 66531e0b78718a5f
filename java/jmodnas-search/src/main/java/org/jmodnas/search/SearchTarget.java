package org.jmodnas.search;

import java.util.List;
import org.jmodnas.hardware.TargetDevice;

/**
 * A target device with everything that is to be minimised on it.
 *
 * @param metrics the device as each metric describes it, in the order of the objectives
 */
public record SearchTarget(List<TargetDevice> metrics) {
  public SearchTarget {
    metrics = List.copyOf(metrics);
  }

  /** Name of the device. */
  public String name() {
    return metrics.get(0).name();
  }

  /**
   * The embeddings by all metrics, one after the other: d of the hypernetwork. A metric that is the
   * same on every device tells nothing of one; where all are, d is a single 0.
   */
  float[] embedding(boolean standardized) {
    int features = metrics.stream().mapToInt(metric -> metric.embedding().length).sum();
    float[] joined = new float[Math.max(features, 1)];
    int start = 0;
    for (TargetDevice metric : metrics) {
      float[] part = standardized ? metric.standardized() : metric.embedding();
      System.arraycopy(part, 0, joined, start, part.length);
      start += part.length;
    }
    return joined;
  }
}
