package org.jmodnas.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.stream.IntStream;
import org.jmodnas.hardware.MetricTable.Provenance;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.stats.RankCorrelation;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Metrics that are the same on every device. */
final class KnownMetricTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final double[] COSTS = {0, 10, 28_000, 243_040, 90};
  private static final int[] ALL = IntStream.range(0, (int) SPACE.count()).toArray();

  /** Sums need no network and are told exactly, whatever is asked for. */
  @ParameterizedTest
  @EnumSource(MetricModelKind.class)
  void aSumIsDescendedExactly(MetricModelKind kind) {
    double[] sums = sums();
    KnownMetric metric = metric(sums, kind);
    assertThat(metric.parameters()).isEmpty();
    TargetDevice device = metric.device(table(sums), "any");
    assertThat(metric.outputs(device, ALL)).isEqualTo(sums);
    assertThat(metric.searched(device, ALL)).as("equal ones stay equal").isEqualTo(sums);
    assertThat(device.embedding()).isEmpty();
    assertThat(device.metric().normalized(device.metric().lowest())).isZero();
    assertThat(device.towards(Direction.MAXIMIZE).metric().normalized(device.metric().lowest()))
        .isEqualTo(1);
  }

  @Test
  void theGradientOfAGateIsTheCostOfItsOperation() {
    KnownMetric metric = metric(sums(), MetricModelKind.GRAPH);
    int[] indices = {0, 1234, 15_624};
    try (Tape tape = new Tape(backend)) {
      float[] oneHot =
          MetricPredictor.oneHot(indices.length, row -> SPACE.architecture(indices[row]).choices());
      Tensor gates = tape.watch(backend.tensor(Shape.of(indices.length, 6, 5), oneHot));
      TargetDevice device = metric.device(table(sums()), "any");
      Tensor values = metric.predict(tape, gates, Collections.nCopies(indices.length, device));
      for (int row = 0; row < indices.length; row++) {
        assertThat((double) values.toArray()[row]).isCloseTo(sums()[indices[row]], within(1.0));
      }
      Tensor ones = backend.allocate(values.shape());
      backend.elementwise().fill(ones, 1);
      float[] gradient = tape.backward(values, ones).get(gates).toArray();
      for (int i = 0; i < gradient.length; i += 5) {
        for (int choice = 1; choice < 5; choice++) {
          assertThat((double) gradient[i + choice] - gradient[i])
              .isCloseTo(COSTS[choice], within(0.1));
        }
      }
    }
  }

  @Test
  void whatIsNearlyASumNeedsNoNetwork() {
    double[] values = sums();
    for (int i = 0; i < values.length; i++) {
      values[i] += 20_000 * (i % 2);
    }
    assertThat(metric(values, MetricModelKind.GRAPH).parameters()).isEmpty();
  }

  /** Worth something where one of two edges is a convolution, and not both. */
  @Test
  void aNetworkRanksWhatIsNoSumBetterThanASumDoes() {
    double[] values = new double[ALL.length];
    for (int i = 0; i < values.length; i++) {
      int[] choices = SPACE.architecture(i).choices();
      values[i] = 10 + choices[0] + (choices[4] >= 2 ^ choices[5] >= 2 ? 30 : 0);
    }
    KnownMetric sum = metric(values, MetricModelKind.SUM);
    KnownMetric network = metric(values, MetricModelKind.GRAPH);
    assertThat(network.parameters()).isPresent();
    network.train(new PredictorTraining.Config(400, 64, 2e-3), new Philox(5, 2));
    double ofSum = correlation(sum, values);
    assertThat(correlation(network, values)).isGreaterThan(ofSum + 0.1);
    assertThat(error(network, values)).isLessThan(0.9 * error(sum, values));
  }

  @Test
  void missingValuesAreThoseOfTheFunction() {
    double[] holes = sums();
    holes[77] = Double.NaN;
    KnownMetric metric = metric(holes, MetricModelKind.GRAPH);
    TargetDevice device = metric.device(table(holes), "any");
    assertThat(metric.outputs(device, new int[] {76, 77, 78}))
        .containsExactly(new double[] {sums()[76], sums()[77], sums()[78]}, within(1.0));
  }

  @Test
  void aConstantIsNoObjective() {
    assertThatThrownBy(() -> metric(new double[ALL.length], MetricModelKind.SUM))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'size'")
        .hasMessageContaining("'0.0'");
  }

  /** Mean error in the metric's unit. */
  private static double error(KnownMetric metric, double[] values) {
    double[] searched = metric.searched(metric.device(table(values), "any"), ALL);
    double error = 0;
    for (int i = 0; i < values.length; i++) {
      error += Math.abs(searched[i] - values[i]) / values.length;
    }
    return error;
  }

  private static double correlation(KnownMetric metric, double[] values) {
    return RankCorrelation.spearman(
        metric.searched(metric.device(table(values), "any"), ALL), values);
  }

  private KnownMetric metric(double[] values, MetricModelKind kind) {
    return new KnownMetric("size", table(values), kind, SPACE, 32, backend, new Philox(5, 1));
  }

  private static MetricTable table(double[] values) {
    return MetricTable.ofEveryDevice(Provenance.COMPUTED, values);
  }

  private static double[] sums() {
    double[] sums = new double[ALL.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = 73_306;
      for (int choice : SPACE.architecture(i).choices()) {
        sums[i] += COSTS[choice];
      }
    }
    return sums;
  }
}
