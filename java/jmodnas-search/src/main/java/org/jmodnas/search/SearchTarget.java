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

  /** The embeddings by all metrics, one after the other: d of the hypernetwork. */
  float[] embedding(boolean standardized) {
    int features = metrics.get(0).embedding().length;
    float[] joined = new float[metrics.size() * features];
    for (int m = 0; m < metrics.size(); m++) {
      TargetDevice metric = metrics.get(m);
      float[] part = standardized ? metric.standardized() : metric.embedding();
      System.arraycopy(part, 0, joined, m * features, features);
    }
    return joined;
  }
}
