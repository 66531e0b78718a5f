package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.Feasibility;
import org.jmodnas.constraint.LimitPredictors;
import org.jmodnas.constraint.LimitedMetric;
import org.jmodnas.constraint.MetricLimit;
import org.jmodnas.constraint.SumDevices;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.hardware.TargetDevice;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.Shape;
import org.jmodnas.tensor.Tensor;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;

/**
 * The gradient against differences of Rockafellar's function, and the multipliers against the rule,
 * in double precision and from the predictions themselves.
 */
final class AugmentedLagrangianTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final List<String> NAMES = SumDevices.NAMES.subList(0, 3);
  private static final int GATES = 30;
  private static final double RHO = AugmentedLagrangian.PENALTY;

  private final Philox random = new Philox(20_261_124, 51);
  private final MetricTable latency =
      SumDevices.table(new Philox(1, 41), new double[] {0, 0.2, 1, 3, 0.5}, 0.03);
  private final MetricTable energy =
      SumDevices.table(new Philox(2, 41), new double[] {3, 2.5, 2, 0.1, 2}, 0.03);

  @Test
  void theGradientIsThatOfTheAugmentedLagrangian() {
    List<Feasibility> devices = devices("latency=8", "device 1:energy=12", "device 2:latency=11");
    AugmentedLagrangian limits = new AugmentedLagrangian(devices, backend);
    double[][] multipliers = new double[3][2];
    int active = 0;
    for (int step = 0; step < 5; step++) {
      float[] z = uniform(3 * GATES);
      float[] others = uniform(3 * GATES);
      float[] gradient = limits.add(backend, tensor(others), targets(NAMES), tensor(z)).toArray();
      for (int t = 0; t < 3; t++) {
        for (int gate = 0; gate < GATES; gate++) {
          double slope = slope(devices.get(t), multipliers[t], row(z, t), gate);
          assertThat((double) gradient[t * GATES + gate] - others[t * GATES + gate])
              .as("step %d, device %d, gate %d", step, t, gate)
              .isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
          active += slope != 0 ? 1 : 0;
        }
        advance(devices.get(t), multipliers[t], row(z, t));
      }
    }
    assertThat(active).as("entries with a gradient").isPositive();
    float[] reached = limits.multipliers().toArray();
    for (int t = 0; t < 3; t++) {
      for (int m = 0; m < devices.get(t).metrics().size(); m++) {
        assertThat((double) reached[2 * t + m]).isCloseTo(multipliers[t][m], within(1e-4));
      }
    }
    assertThat(reached[1]).as("a limit that device 0 does not have").isZero();
  }

  /** A device on its own has the multiplier of its own and leaves the others'. */
  @Test
  void oneDeviceTakesAStepOnItsOwn() {
    List<Feasibility> devices = devices("latency=8");
    AugmentedLagrangian together = new AugmentedLagrangian(devices, backend);
    AugmentedLagrangian alone = new AugmentedLagrangian(devices, backend);
    float[] z = uniform(3 * GATES);
    float[] zeros = new float[3 * GATES];
    float[] all = together.add(backend, tensor(zeros), targets(NAMES), tensor(z)).toArray();
    Shape one = Shape.of(1, 6, 5);
    float[] second =
        alone
            .add(
                backend,
                backend.zeros(one),
                targets(NAMES.subList(1, 2)),
                backend.tensor(one, row(z, 1)))
            .toArray();
    assertThat(second).containsExactly(row(all, 1));
    assertThat(alone.multipliers().toArray())
        .containsExactly(0, together.multipliers().toArray()[1], 0);
  }

  /** Passes of some devices, each several times, are what they are one after the other. */
  @Test
  void severalPassesOfADeviceTakeAStepEach() {
    List<Feasibility> devices = devices("latency=8");
    AugmentedLagrangian together = new AugmentedLagrangian(devices, backend);
    AugmentedLagrangian alone = new AugmentedLagrangian(devices, backend);
    List<String> passes = List.of("device 2", "device 2", "device 0", "device 1", "device 1");
    Shape all = Shape.of(passes.size(), 6, 5);
    float[] z = uniform(passes.size() * GATES);
    float[] gradient =
        together
            .add(backend, backend.zeros(all), targets(passes), backend.tensor(all, z))
            .toArray();
    Shape one = Shape.of(1, 6, 5);
    for (int i = 0; i < passes.size(); i++) {
      float[] single =
          alone
              .add(
                  backend,
                  backend.zeros(one),
                  targets(passes.subList(i, i + 1)),
                  backend.tensor(one, row(z, i)))
              .toArray();
      assertThat(row(gradient, i)).as("pass %d", i).containsExactly(single, within(1e-6f));
    }
    assertThat(together.multipliers().toArray())
        .containsExactly(alone.multipliers().toArray(), within(1e-6f));
  }

  @Test
  void aLimitThatIsKeptWithSlackAddsNothing() {
    AugmentedLagrangian limits = new AugmentedLagrangian(devices("latency=1000"), backend);
    float[] others = uniform(3 * GATES);
    Tensor sum = limits.add(backend, tensor(others), targets(NAMES), tensor(uniform(3 * GATES)));
    assertThat(sum.toArray()).containsExactly(others);
    assertThat(limits.multipliers().toArray()).containsOnly(0);
  }

  @Test
  void aLimitThatNothingKeepsIsLeftOut() {
    AugmentedLagrangian limits = new AugmentedLagrangian(devices("latency=0.1"), backend);
    float[] others = uniform(3 * GATES);
    Tensor sum = limits.add(backend, tensor(others), targets(NAMES), tensor(uniform(3 * GATES)));
    assertThat(sum.toArray()).containsExactly(others);
  }

  /** (max(0, λ + ρg)² − λ²) / 2ρ, by a difference. */
  private static double slope(Feasibility device, double[] multipliers, float[] z, int gate) {
    double step = 1e-6;
    double[] above = doubles(z);
    double[] below = doubles(z);
    above[gate] += step;
    below[gate] -= step;
    double difference = 0;
    for (int m = 0; m < device.metrics().size(); m++) {
      difference +=
          value(device, m, multipliers[m], above) - value(device, m, multipliers[m], below);
    }
    return difference / (2 * step);
  }

  private static double value(Feasibility device, int m, double multiplier, double[] z) {
    double active = Math.max(0, multiplier + RHO * constraint(device, m, z));
    return (active * active - multiplier * multiplier) / (2 * RHO);
  }

  private static void advance(Feasibility device, double[] multipliers, float[] z) {
    for (int m = 0; m < device.metrics().size(); m++) {
      double weight = Math.max(0, multipliers[m] + RHO * constraint(device, m, doubles(z)));
      multipliers[m] += AugmentedLagrangian.STEP * (weight - multipliers[m]);
    }
  }

  /** g, from the predictions of the cheapest and the dearest architectures. */
  private static double constraint(Feasibility device, int m, double[] z) {
    LimitedMetric metric = device.metrics().get(m);
    double value = metric.values().model().constant();
    double[] weights = metric.values().model().gateWeights();
    for (int gate = 0; gate < GATES; gate++) {
      value += weights[gate] * z[gate];
    }
    double each = Math.pow(device.confidence(), 1.0 / device.metrics().size());
    return (value + metric.margin(SPACE, each) - metric.limit())
        / (metric.highest(SPACE) - metric.lowest(SPACE));
  }

  private List<Feasibility> devices(String... limits) {
    Constraints constraints =
        new Constraints(Arrays.stream(limits).map(MetricLimit::parse).toList(), 0.9);
    LimitPredictors predictors =
        new LimitPredictors(
            SPACE,
            List.of(new MetricObjective("latency", latency), new MetricObjective("energy", energy)),
            SumDevices.NAMES,
            ReferenceDevices.ARCHITECTURES);
    return NAMES.stream()
        .map(name -> predictors.on(List.of(latency, energy), name, constraints))
        .toList();
  }

  private static List<SearchTarget> targets(List<String> names) {
    List<SearchTarget> targets = new ArrayList<>();
    for (String name : names) {
      targets.add(
          new SearchTarget(
              List.of(
                  new TargetDevice(
                      name,
                      new float[1],
                      new float[1],
                      new TargetDevice.Calibration(1, 0, 0, 1)))));
    }
    return targets;
  }

  private Tensor tensor(float[] values) {
    return backend.tensor(Shape.of(3, 6, 5), values);
  }

  private static float[] row(float[] values, int device) {
    return Arrays.copyOfRange(values, device * GATES, (device + 1) * GATES);
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private float[] uniform(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }
}
