package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.constraint.MetricLimit;
import org.jmodnas.hardware.MetricModelKind;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTable.Provenance;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.hardware.additive.DeviceMetric;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.data.ImageDatasets;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

/** A device by what was measured of it. */
final class DeviceTransferTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final double[] COSTS = {0, 0.2, 1, 3, 0.5};

  /** What is measured is known; the rest is as sure as the model. */
  @Test
  @Seeded
  void aMeasurementStandsAboveItsPrediction(Philox random) {
    MetricTable table = table(random);
    int extra = 4242;
    double[] known = new double[15_625];
    Arrays.fill(known, Double.NaN);
    ReferenceDevices.ARCHITECTURES.forEach(i -> known[i] = table.value("a", i));
    known[extra] = 77;
    DeviceTransfer transfer = new DeviceTransfer(inputs(table), Map.of());
    DeviceTransfer.Device device =
        transfer.device(
            List.of(new MetricTable(Provenance.MEASURED, Map.of("mine", known))), "mine");
    DeviceMetric metric = device.metrics().get(0);
    assertThat(metric.predict(extra).mean()).isEqualTo(77);
    assertThat(metric.predict(extra).margin()).isZero();
    assertThat(metric.predict(extra + 1).margin()).isPositive();
    for (double limit : new double[] {76.9, 77}) {
      Feasibility feasibility =
          transfer.feasibility(
              device, new Constraints(List.of(MetricLimit.parse("latency=" + limit)), 0.9));
      assertThat(feasibility.isFeasible(SPACE.architecture(extra))).isEqualTo(limit >= 77);
    }
  }

  private static SearchInputs inputs(MetricTable table) {
    return new SearchInputs(
        SPACE,
        ImageDatasets.open("fashion-mnist"),
        List.of(new MetricObjective("latency", table)),
        List.of("a", "b", "c"),
        ReferenceDevices.ARCHITECTURES,
        MetricModelKind.SUM,
        PredictorTraining.Config.standard());
  }

  /** Sums with noise, on devices of different speed. */
  private static MetricTable table(Philox random) {
    double[][] columns = new double[3][15_625];
    for (int i = 0; i < 15_625; i++) {
      double sum = 5;
      for (int choice : SPACE.architecture(i).choices()) {
        sum += COSTS[choice];
      }
      for (int device = 0; device < columns.length; device++) {
        columns[device][i] = sum * (device + 1) * (1 + 0.02 * random.nextGaussian());
      }
    }
    return new MetricTable(
        Provenance.MEASURED, Map.of("a", columns[0], "b", columns[1], "c", columns[2]));
  }
}
