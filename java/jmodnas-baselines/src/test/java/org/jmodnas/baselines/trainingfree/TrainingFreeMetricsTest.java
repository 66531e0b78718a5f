package org.jmodnas.baselines.trainingfree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jmodnas.space.nasbench201.DeployedNetwork;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.nn.ParameterSet;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.jmodnas.testkit.Golden;
import org.jmodnas.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingFreeMetricsTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final DeployedNetwork.Size SIZE = new DeployedNetwork.Size(1, 4, 8, 3, 3);
  private static final double TOLERANCE = 1e-4;

  /** Of second derivatives by differences in single precision. */
  private static final double CURVATURE_TOLERANCE = 1e-3;

  private final Golden golden = Golden.load("trainingfree");
  private final Map<String, TrainingFreeMetric> metrics = TrainingFreeMetrics.all();

  private Batch batch() {
    return new Batch(
        golden.array("batch.images").shape(),
        golden.values("batch.images"),
        golden.integers("batch.labels"));
  }

  private Probe probe(DeployedNetwork.Size size, int... choices) {
    Probe.Subject subject = new Probe.Subject(SPACE.decode(choices), size);
    return new Probe(subject, batch(), backend, new Philox(1, 0));
  }

  /** The probe of a golden case with its weights. */
  private Probe probe(String name) {
    Probe probe = probe(SIZE, golden.integers(name + ".choices"));
    probe
        .network()
        .parameters()
        .forEach((parameter, tensor) -> tensor.set(golden.values(name + "." + parameter)));
    return probe;
  }

  private double value(String metric, DeployedNetwork.Size size, int... choices) {
    try (Probe probe = probe(size, choices)) {
      return metrics.get(metric).value(probe);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixed", "convolutions", "dead_end", "unfed"})
  void agreeWithPyTorch(String name) {
    try (Probe probe = probe(name)) {
      metrics.forEach(
          (metric, definition) -> {
            if (golden.has(name + "." + metric) && !metric.equals("zen")) {
              double tolerance = metric.equals("grasp") ? CURVATURE_TOLERANCE : TOLERANCE;
              double expected = golden.scalar(name + "." + metric);
              assertThat(definition.value(probe))
                  .as(metric)
                  .isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
            }
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixed", "convolutions", "dead_end", "unfed"})
  void zenAgreesWithPyTorchOnGivenNoise(String name) {
    try (Probe probe = probe(name)) {
      ParameterSet parameters =
          ParameterCopy.of(probe.network().parameters(), backend, (parameter, values) -> values);
      double zen =
          new Zen(probe.network(), parameters, backend)
              .score(
                  golden.tensor(backend, "batch.noise"),
                  golden.tensor(backend, "batch.more_noise"));
      assertThat(zen).isCloseTo(golden.scalar(name + ".zen"), within(TOLERANCE));
    }
  }

  @Test
  void synflowOfDeepNetworksDoesNotOverflow() {
    DeployedNetwork.Size deep = new DeployedNetwork.Size(12, 4, 8, 3, 3);
    double synflow = value("synflow", deep, 3, 3, 3, 3, 3, 3);
    assertThat(synflow).isFinite().isGreaterThan(Math.log(Float.MAX_VALUE));
    assertThat(synflow - value("synflow", SIZE, 3, 3, 3, 3, 3, 3)).isGreaterThan(50);
  }

  @Test
  void aNetworkWithoutAPathHasNoValues() {
    assertThat(value("synflow", SIZE, 0, 0, 0, 0, 0, 0)).isInfinite();
    assertThat(value("jacov", SIZE, 0, 0, 0, 0, 0, 0)).isNaN();
    assertThat(value("nwot", SIZE, 0, 0, 0, 0, 0, 0)).isInfinite();
    assertThat(value("l2_norm", SIZE, 0, 0, 0, 0, 0, 0)).isPositive();
  }

  @Test
  void countsAreThoseOfTheBenchmark() {
    DeployedNetwork.Size benchmark = DeployedNetwork.Size.benchmark();
    assertThat(value("params", benchmark, 3, 2, 3, 0, 0, 1))
        .isCloseTo(0.073306 + 2 * 0.24304 + 0.028, within(1e-9));
    assertThat(value("flops", benchmark, 3, 2, 3, 0, 0, 4))
        .isCloseTo(7.943872 + 2 * 35.81952 + 4.36224 + 1.29024, within(1e-9));
  }

  @Test
  @Seeded
  void metricsDoNotDependOnEachOther(Philox random) {
    int[] choices = SPACE.sample(random).choices();
    Map<String, Double> alone = new LinkedHashMap<>();
    metrics.keySet().forEach(metric -> alone.put(metric, value(metric, SIZE, choices)));
    try (Probe probe = probe(SIZE, choices)) {
      metrics.forEach(
          (name, metric) -> assertThat(metric.value(probe)).as(name).isEqualTo(alone.get(name)));
    }
  }
}
