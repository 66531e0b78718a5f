package org.jmodnas.baselines.trainingfree;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NetworkCosts;

/**
 * The training-free metrics by name. Names and definitions are those of NAS-Bench-Suite-Zero
 * (Krishnakumar et al., 2022), so that a computed table and that one can stand in for each other:
 * {@code synflow} is a logarithm, {@code params} and {@code flops} (multiply-accumulates) are in
 * millions, the rest is as the original definition has it.
 */
public final class TrainingFreeMetrics {
  private static final double MILLION = 1e6;

  private TrainingFreeMetrics() {}

  /** Those that need nothing but the minibatch. */
  public static Map<String, TrainingFreeMetric> all() {
    Map<String, TrainingFreeMetric> metrics = new LinkedHashMap<>();
    metrics.put("epe_nas", JacobianMetrics::epe);
    metrics.put("fisher", probe -> probe.loss().saliency());
    metrics.put("flops", probe -> costs(probe).macs(choices(probe)) / MILLION);
    metrics.put("grad_norm", WeightMetrics::gradientNorm);
    metrics.put("grasp", Grasp::value);
    metrics.put("jacov", JacobianMetrics::covariance);
    metrics.put("l2_norm", WeightMetrics::weightNorm);
    metrics.put("nwot", Naswot::value);
    metrics.put("params", probe -> costs(probe).parameters(choices(probe)) / MILLION);
    metrics.put("plain", WeightMetrics::plain);
    metrics.put("snip", WeightMetrics::snip);
    metrics.put("synflow", Synflow::value);
    metrics.put("zen", Zen::value);
    return metrics;
  }

  private static NetworkCosts costs(Probe probe) {
    return new NetworkCosts(new DeployedNetwork(probe.subject().size()));
  }

  private static int[] choices(Probe probe) {
    return probe.subject().architecture().choices();
  }
}
