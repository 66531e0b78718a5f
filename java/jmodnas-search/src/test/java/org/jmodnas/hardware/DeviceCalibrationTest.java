package org.jmodnas.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.jmodnas.tensor.random.Philox;
import org.junit.jupiter.api.Test;

/** The affine map from the predictor's output to the metric's unit. */
final class DeviceCalibrationTest {
  private static final long SEED = 20_261_124;

  @Test
  void aLineThatStaysPositiveIsRecovered() {
    TargetDevice.Calibration fit =
        DeviceCalibration.fit(new double[] {-1, 0, 2}, new double[] {2, 5, 11}, -1.25, 3);
    assertThat(fit.slope()).isCloseTo(3, within(1e-12));
    assertThat(fit.offset()).isCloseTo(5, within(1e-12));
    assertThat(fit.normalized(-1.25)).isZero();
    assertThat(fit.normalized(3)).isEqualTo(1);
  }

  @Test
  void anOutlierDoesNotMakeTheMetricNegative() {
    // Least squares: -0.7 + 4.3 x. The best line through (0, 0.5) has slope 23.5 / 6.5 by hand.
    double[] outputs = {0.5, 1, 1.5, 2, 1};
    double[] measured = {1, 1, 1, 12, 4};
    TargetDevice.Calibration fit = DeviceCalibration.fit(outputs, measured, 0, 2);
    double slope = (0.5 * 0.5 + 0.5 + 1.5 * 0.5 + 2 * 11.5 + 3.5) / (0.25 + 1 + 2.25 + 4 + 1);
    assertThat(fit.metric(0)).isCloseTo(0.5, within(1e-12));
    assertThat(fit.slope()).isCloseTo(slope, within(1e-12));
  }

  @Test
  void aMetricOfAnySignIsNotBounded() {
    TargetDevice.Calibration fit =
        DeviceCalibration.fit(new double[] {0, 1}, new double[] {-1, 1}, -1, 1);
    assertThat(fit.metric(-1)).isCloseTo(-3, within(1e-12));
  }

  /** Whatever is measured: never below the floor, and no line above the floor fits better. */
  @Test
  void theFitIsTheBestOfTheLinesAboveTheFloor() {
    Philox random = new Philox(SEED, 0);
    int bounded = 0;
    for (int trial = 0; trial < 200; trial++) {
      double[] outputs = new double[6];
      double[] measured = new double[6];
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = random.nextDouble();
        measured[i] = Math.exp(3 * random.nextGaussian());
      }
      double floor = 0.5 * Arrays.stream(measured).min().orElseThrow();
      TargetDevice.Calibration fit = DeviceCalibration.fit(outputs, measured, 0, 1);
      double least = Math.min(fit.metric(0), fit.metric(1));
      double tolerance = 1e-9 * Arrays.stream(measured).max().orElseThrow();
      assertThat(least).as("seed %d, trial %d", SEED, trial).isGreaterThan(floor - tolerance);
      bounded += least < floor + tolerance ? 1 : 0;
      for (int i = 0; i < 50; i++) {
        double atZero = floor + Math.abs(fit.metric(0) - floor + random.nextGaussian());
        double atOne = floor + Math.abs(fit.metric(1) - floor + random.nextGaussian());
        TargetDevice.Calibration other = new TargetDevice.Calibration(atOne - atZero, atZero, 0, 1);
        assertThat(squares(fit, outputs, measured))
            .as("seed %d, trial %d", SEED, trial)
            .isLessThanOrEqualTo(squares(other, outputs, measured) * (1 + 1e-9));
      }
    }
    assertThat(bounded).isBetween(20, 180);
  }

  private static double squares(TargetDevice.Calibration fit, double[] outputs, double[] measured) {
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      sum += Math.pow(fit.metric(outputs[i]) - measured[i], 2);
    }
    return sum;
  }
}
