package org.jmodnas.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.stream.IntStream;
import org.jmodnas.hardware.MetricTable.Provenance;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.autodiff.Tape;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;

/** Metrics that are the same on every device. */
final class KnownMetricTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final double[] COSTS = {0, 10, 28_000, 243_040, 90};
  private static final int GATES = 30;
  private static final int[] ALL = IntStream.range(0, (int) SPACE.count()).toArray();

  @Test
  void whatIsToldIsTheTable() {
    double[] sums = sums();
    KnownMetric metric = metric(sums);
    TargetDevice device = metric.device(table(sums), "any");
    assertThat(metric.outputs(device, ALL)).isEqualTo(sums);
    assertThat(device.embedding()).isEmpty();
    assertThat(device.metric().normalized(device.metric().lowest())).isZero();
    assertThat(device.towards(Direction.MAXIMIZE).metric().normalized(device.metric().lowest()))
        .isEqualTo(1);
  }

  @Test
  void theGradientOfAGateIsTheCostOfItsOperation() {
    KnownMetric metric = metric(sums());
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

  /** Whatever the decisions do together: the value, and how far above the least it would be. */
  @Test
  void theGradientOfAGateIsTheValueAfterTheChange() {
    double[] values = interacting();
    int[] indices = {3, 4321, 15_000};
    float[] gates =
        MetricPredictor.oneHot(indices.length, row -> SPACE.architecture(indices[row]).choices());
    Descent descent = descend(metric(values), gates);
    for (int row = 0; row < indices.length; row++) {
      assertThat((double) descent.values[row]).isCloseTo(values[indices[row]], within(1e-4));
      for (int i = 0; i < GATES; i++) {
        int[] changed = SPACE.architecture(indices[row]).choices();
        changed[i / 5] = i % 5;
        double after = values[SPACE.index(SPACE.decode(changed))];
        assertThat((double) descent.gradient[row * GATES + i]).isCloseTo(after - 10, within(1e-4));
      }
    }
  }

  /** Mixtures have the expected value, and its gradient by the probabilities. */
  @Test
  @Seeded
  void ofProbabilitiesItIsTheExpectedValue(Philox random) {
    double[] values = interacting();
    KnownMetric metric = metric(values);
    float[] pi = new float[GATES];
    for (int i = 0; i < GATES; i++) {
      pi[i] = random.nextFloat();
    }
    Descent descent = descend(metric, pi);
    assertThat((double) descent.values[0]).isCloseTo(expected(values, pi), within(1e-2));
    for (int i = 0; i < GATES; i += 7) {
      float[] more = pi.clone();
      more[i] += 1;
      assertThat((double) descent.gradient[i])
          .isCloseTo(expected(values, more) - expected(values, pi), within(1e-2));
    }
  }

  private static double expected(double[] values, float[] pi) {
    double sum = 0;
    for (int index : ALL) {
      double product = values[index] - 10;
      int[] choices = SPACE.architecture(index).choices();
      for (int decision = 0; decision < choices.length; decision++) {
        product *= pi[decision * 5 + choices[decision]];
      }
      sum += product;
    }
    return sum + 10;
  }

  private record Descent(float[] values, float[] gradient) {}

  private Descent descend(KnownMetric metric, float[] gates) {
    int pairs = gates.length / GATES;
    try (Tape tape = new Tape(backend)) {
      Tensor z = tape.watch(backend.tensor(Shape.of(pairs, 6, 5), gates));
      TargetDevice any = metric.device(table(sums()), "any");
      Tensor values = metric.predict(tape, z, Collections.nCopies(pairs, any));
      Tensor ones = backend.allocate(values.shape());
      backend.elementwise().fill(ones, 1);
      return new Descent(values.toArray(), tape.backward(values, ones).get(z).toArray());
    }
  }

  /** Least 10; worth something where one of two edges is a convolution, and not both. */
  private static double[] interacting() {
    double[] values = new double[ALL.length];
    for (int i = 0; i < values.length; i++) {
      int[] choices = SPACE.architecture(i).choices();
      values[i] = 10 + choices[0] * choices[3] + (choices[4] >= 2 ^ choices[5] >= 2 ? 30 : 0);
    }
    return values;
  }

  @Test
  void missingValuesAreThoseOfTheNearestSum() {
    double[] holes = sums();
    holes[77] = Double.NaN;
    KnownMetric metric = metric(holes);
    TargetDevice device = metric.device(table(holes), "any");
    assertThat(metric.outputs(device, new int[] {76, 77, 78}))
        .containsExactly(new double[] {sums()[76], sums()[77], sums()[78]}, within(1.0));
  }

  @Test
  void aConstantIsNoObjective() {
    assertThatThrownBy(() -> metric(new double[ALL.length]))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'size'")
        .hasMessageContaining("'0.0'");
  }

  private KnownMetric metric(double[] values) {
    return new KnownMetric("size", table(values), SPACE, backend);
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
