package org.jmodnas.constraint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.random.Philox;

/** Devices whose metric is a sum of a cost for each operation, with noise. */
public final class SumDevices {
  /** The devices. */
  public static final List<String> NAMES =
      IntStream.range(0, 6).mapToObj(t -> "device " + t).toList();

  private SumDevices() {}

  /**
   * A table of {@link #NAMES}.
   *
   * @param costs of the operations, about
   * @param noise relative standard deviation of a measurement
   */
  public static MetricTable table(Philox random, double[] costs, double noise) {
    NasBench201Space space = new NasBench201Space();
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : NAMES) {
      double[] own = costs.clone();
      for (int choice = 0; choice < own.length; choice++) {
        own[choice] *= 0.8 + 0.4 * random.nextDouble();
      }
      double[] column = new double[(int) space.count()];
      for (int i = 0; i < column.length; i++) {
        double sum = 2;
        for (int choice : space.architecture(i).choices()) {
          sum += own[choice];
        }
        column[i] = sum * Math.exp(noise * random.nextGaussian());
      }
      columns.put(name, column);
    }
    return new MetricTable(MetricTable.Provenance.MODELLED, columns);
  }
}
