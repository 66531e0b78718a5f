package org.jmodnas.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jmodnas.hardware.measurement.HostDescription;
import org.jmodnas.hardware.measurement.LatencyTimer;
import org.jmodnas.hardware.measurement.MachineLoad;
import org.jmodnas.hardware.measurement.MedianEstimate;
import org.jmodnas.hardware.measurement.StabilityRule;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void tableAndRecordHoldTheSameNumber() {
    double median = (0.1212 + 0.1214) / 2;
    assertThat(median).as("a binary fraction beside the decimal one").isNotEqualTo(0.1213);
    Measurement measurement =
        new Measurement(
            List.of(9),
            new LatencyTimer.Result(
                List.of(new MedianEstimate(median, 0.1 + 0.2, 0.1, 0.2, 0, 20)),
                new StabilityRule(0.02, 1e-5),
                2),
            HostDescription.read(),
            MachineLoad.now(),
            MachineLoad.now());
    assertThat(measurement.medians()).isEqualTo(Map.of(9, 0.1213));
    assertThat(measurement.record(new NasBench201Space()).get("architectures"))
        .asString()
        .contains("median_ms=0.1213,", "mad_ms=0.3,");
  }
}
