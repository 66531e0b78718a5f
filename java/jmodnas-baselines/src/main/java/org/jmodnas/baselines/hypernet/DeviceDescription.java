package org.jmodnas.baselines.hypernet;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.jmodnas.baselines.Benchmark;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;

/**
 * What a hypernetwork reads of a benchmark's device: for each objective beside the error the metric
 * on the reference architectures, scaled to [0, 1]; random numbers where it is not among the
 * proxies, incomplete or the same on all of them.
 */
final class DeviceDescription {
  private DeviceDescription() {}

  /** The numbers for all objectives, one after the other. */
  static float[] of(Benchmark benchmark, Philox random) {
    List<String> metrics = benchmark.objectives().subList(1, benchmark.objectives().size());
    int features = ReferenceDevices.ARCHITECTURES.size();
    float[] joined = new float[metrics.size() * features];
    for (int m = 0; m < metrics.size(); m++) {
      double[] values = values(benchmark, metrics.get(m));
      DoubleSummaryStatistics range = Arrays.stream(values).summaryStatistics();
      double width = range.getMax() - range.getMin();
      for (int i = 0; i < features; i++) {
        joined[m * features + i] =
            width > 0 ? (float) ((values[i] - range.getMin()) / width) : random.nextFloat();
      }
    }
    return joined;
  }

  private static double[] values(Benchmark benchmark, String metric) {
    // The reference architectures are indices of NAS-Bench-201.
    boolean known =
        benchmark.space() instanceof NasBench201Space
            && benchmark.proxies().names().contains(metric);
    return ReferenceDevices.ARCHITECTURES.stream()
        .mapToDouble(
            index ->
                known
                    ? benchmark.proxies().value(metric, benchmark.space().architecture(index))
                    : Double.NaN)
        .toArray();
  }
}
