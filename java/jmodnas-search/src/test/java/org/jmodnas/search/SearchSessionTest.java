package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jmodnas.hardware.Direction;
import org.jmodnas.hardware.MetricModelKind;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.MetricTable.Provenance;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.pareto.Dominance;
import org.jmodnas.sampling.Preference;
import org.jmodnas.sampling.Preferences;
import org.jmodnas.sampling.SamplingMethod;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.data.ImageDataset.ImageSize;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole searches, tiny: three synthetic devices, a few steps, textures. */
final class SearchSessionTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final List<String> DEVICES = List.of("wide", "deep", "even");

  /** Cost of each operation on each device. */
  private static final double[][] COSTS = {
    {0, 0.1, 1, 3, 0.5}, {0, 0.5, 2, 2.5, 2}, {0, 0.2, 1, 1.5, 1}
  };

  private static final double[][] OPPOSITE_COSTS = {
    {3, 2.5, 1, 0, 2}, {2.5, 2, 0.5, 0, 1}, {1.5, 1, 0.5, 0, 0.3}
  };

  @Test
  void theFrontDoesNotDependOnTheNumberOfThreads() {
    List<String> one = run(1, DeviceCombination.MIN_NORM);
    assertThat(run(2, DeviceCombination.MIN_NORM)).isEqualTo(one);
    assertThat(run(5, DeviceCombination.MIN_NORM)).isEqualTo(one);
  }

  @ParameterizedTest
  @EnumSource(DeviceCombination.class)
  void everyCombinationMovesTheHypernetwork(DeviceCombination combination) {
    List<String> untrained;
    try (SearchSession session = session(2, combination)) {
      untrained = front(session);
    }
    assertThat(banks(run(2, combination))).isNotEqualTo(banks(untrained));
  }

  @ParameterizedTest
  @EnumSource(SamplingMethod.class)
  void latencyFallsAlongTheRaysWithEverySampler(SamplingMethod sampler) {
    SearchConfig.Hypernetwork standard = SearchConfig.Hypernetwork.standard();
    double scoreShare = sampler.draws() ? standard.scoreShare() : 0;
    SearchConfig.Hypernetwork form = standard.with(0.1, sampler, scoreShare);
    try (SearchSession session = session(2, 60, form)) {
      session.trainPredictor();
      session.search(SearchListener.SILENT);
      for (String name : DEVICES) {
        List<FrontPoint> points = session.profile(session.device(name), Preferences.rays(11));
        assertThat(points.get(10).metrics().get(0))
            .as(name)
            .isLessThan(points.get(0).metrics().get(0));
      }
    }
  }

  /** The tables of this test are sums, so each metric is told in its unit to the last digits. */
  @Test
  void metricsThatAreSumsAreExactAndFallAlongTheRays() {
    SearchConfig.Hypernetwork standard = SearchConfig.Hypernetwork.standard();
    SearchConfig.Hypernetwork form = standard.with(0.1, standard.sampler(), standard.scoreShare());
    MetricTable table = table(COSTS);
    try (SearchSession session =
        session(
            config(2, 60, form),
            List.of(new MetricObjective("latency", table)),
            MetricModelKind.SUM)) {
      session.trainPredictor();
      session.search(SearchListener.SILENT);
      for (String name : DEVICES) {
        List<FrontPoint> points = session.profile(session.device(name), Preferences.rays(11));
        assertThat(points.get(10).metrics().get(0)).isLessThan(points.get(0).metrics().get(0));
        for (FrontPoint point : points) {
          double measured = table.value(name, SPACE.index(point.architecture()));
          assertThat(point.metrics().get(0) / measured).isCloseTo(1, within(0.02));
        }
      }
    }
  }

  @Test
  void threeObjectivesPullTheirOwnWay() {
    List<MetricObjective> metrics =
        List.of(
            new MetricObjective("latency", table(COSTS)),
            new MetricObjective("idle", table(OPPOSITE_COSTS)));
    SearchConfig.Hypernetwork standard = SearchConfig.Hypernetwork.standard();
    SearchConfig.Hypernetwork form = standard.with(0.1, standard.sampler(), 0.5);
    try (SearchSession session = session(2, 120, form, metrics)) {
      session.trainPredictor();
      session.search(SearchListener.SILENT);
      for (String name : DEVICES) {
        List<FrontPoint> corners =
            session.profile(
                session.device(name), List.of(Preference.of(0, 1, 0), Preference.of(0, 0, 1)));
        List<Double> latency = corners.get(0).metrics();
        List<Double> idle = corners.get(1).metrics();
        assertThat(latency.get(0)).as(name).isLessThan(idle.get(0));
        assertThat(latency.get(1)).as(name).isGreaterThan(idle.get(1));
      }
    }
  }

  /** Less latency on each device, and more of what only 3×3 convolutions have on any. */
  @ParameterizedTest
  @EnumSource(MetricModelKind.class)
  void anObjectiveOfEveryDeviceCanBeMaximised(MetricModelKind model) {
    MetricTable strength = everywhere(Provenance.MEASURED);
    List<MetricObjective> metrics =
        List.of(
            new MetricObjective("latency", table(COSTS)),
            new MetricObjective("strength", strength, Direction.MAXIMIZE));
    SearchConfig.Hypernetwork standard = SearchConfig.Hypernetwork.standard();
    SearchConfig.Hypernetwork form = standard.with(0.1, standard.sampler(), 0.5);
    try (SearchSession session = session(config(2, 120, form), metrics, model)) {
      session.trainPredictor();
      session.search(SearchListener.SILENT);
      for (String name : DEVICES) {
        SearchTarget device = session.device(name);
        assertThat(device.embedding(true)).hasSize(ReferenceDevices.ARCHITECTURES.size());
        List<FrontPoint> corners =
            session.profile(
                device, List.of(Preference.of(0, 0.75, 0.25), Preference.of(0, 0.25, 0.75)));
        FrontPoint fast = corners.get(0);
        FrontPoint strong = corners.get(1);
        assertThat(fast.metrics().get(0)).as(name).isLessThan(strong.metrics().get(0));
        assertThat(fast.metrics().get(1)).as(name).isLessThan(strong.metrics().get(1));
        assertThat(strong.metrics().get(1))
            .isEqualTo(strength.value(name, SPACE.index(strong.architecture())));
        List<FrontPoint> front = session.profile(device, Preferences.spread(3, 15));
        List<Integer> best =
            Dominance.nonDominated(
                front.stream()
                    .map(p -> new double[] {p.error(), p.metrics().get(0), -p.metrics().get(1)})
                    .toList());
        assertThat(IntStream.range(0, front.size()).filter(i -> front.get(i).nonDominated()))
            .as("more strength dominates")
            .containsExactlyElementsOf(best);
        double[] scaled =
            session.profiler().normalized(device, List.of(strong.architecture())).get(0);
        assertThat(scaled[2])
            .isCloseTo(1 - strong.metrics().get(1) / strength.maximum(name), within(1e-9));
      }
    }
  }

  @Test
  void aSearchNeedsNoDevice() {
    MetricTable size = everywhere(Provenance.COMPUTED);
    SearchConfig.Hypernetwork standard = SearchConfig.Hypernetwork.standard();
    SearchConfig.Hypernetwork form = standard.with(0.1, standard.sampler(), 0.5);
    List<MetricObjective> metrics = List.of(new MetricObjective("size", size));
    List<String> any = List.of("any");
    try (SearchSession session =
            session(config(2, 200, form), metrics, MetricModelKind.GRAPH, any);
        SearchSession restored =
            session(config(1, 200, form), metrics, MetricModelKind.GRAPH, any)) {
      assertThat(session.hasPredictors()).isFalse();
      session.trainPredictor();
      session.search(SearchListener.SILENT);
      SearchTarget device = session.device("any");
      assertThat(session.predictorCorrelation(device, 0, size)).isCloseTo(1, within(1e-9));
      List<FrontPoint> front = session.profile(device, Preferences.rays(11));
      assertThat(front.get(10).metrics().get(0)).isLessThan(front.get(0).metrics().get(0));
      restored.load(session.state());
      assertThat(restored.profile(restored.device("any"), Preferences.rays(11)).toString())
          .isEqualTo(front.toString());
    }
  }

  private static String banks(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("hypernetwork.banks"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRestoredSessionProfilesTheSameFront() {
    try (SearchSession trained = session(2, DeviceCombination.MEAN);
        SearchSession restored = session(1, DeviceCombination.MEAN)) {
      trained.trainPredictor();
      trained.search(SearchListener.SILENT);
      restored.load(trained.state());
      assertThat(front(restored)).isEqualTo(front(trained));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aSearchThatFitsHoldsNoMoreThanIsFree(int threads) {
    run(threads, DeviceCombination.MIN_NORM);
    MemoryForecast forecast =
        MemoryForecast.of(
            config(threads, 3, SearchConfig.Hypernetwork.standard()),
            new MemoryForecast.Setting(images().imageSize(), images().classes(), DEVICES.size()));
    assertThat(backend.memory().peak())
        .isLessThanOrEqualTo((long) (forecast.total() / MemoryForecast.USABLE))
        .isGreaterThan(forecast.total() / 4);
  }

  private List<String> run(int threads, DeviceCombination combination) {
    try (SearchSession session = session(threads, combination)) {
      session.trainPredictor();
      session.search(SearchListener.SILENT);
      return front(session);
    }
  }

  private static List<String> front(SearchSession session) {
    List<String> lines = new ArrayList<>();
    for (String name : DEVICES) {
      SearchTarget device = session.device(name);
      for (FrontPoint point : session.profile(device, Preferences.rays(5))) {
        lines.add(point.architecture() + " " + point.error() + " " + point.metrics());
      }
    }
    session.state().forEach((name, array) -> lines.add(name + Arrays.hashCode(array.values())));
    return lines;
  }

  private SearchSession session(int threads, DeviceCombination combination) {
    SearchConfig.Hypernetwork standard = SearchConfig.Hypernetwork.standard();
    return session(
        threads,
        3,
        standard
            .with(0.1, standard.sampler(), standard.scoreShare())
            .with(standard.scalarization(), new GradientCombination(combination)));
  }

  private SearchSession session(int threads, int steps, SearchConfig.Hypernetwork form) {
    return session(threads, steps, form, List.of(new MetricObjective("latency", table(COSTS))));
  }

  private SearchSession session(
      int threads, int steps, SearchConfig.Hypernetwork form, List<MetricObjective> metrics) {
    return session(config(threads, steps, form), metrics, MetricModelKind.GRAPH);
  }

  private SearchSession session(
      SearchConfig config, List<MetricObjective> metrics, MetricModelKind model) {
    return session(config, metrics, model, DEVICES);
  }

  private SearchSession session(
      SearchConfig config,
      List<MetricObjective> metrics,
      MetricModelKind model,
      List<String> devices) {
    return new SearchSession(
        config,
        new SearchInputs(
            SPACE,
            images(),
            metrics,
            devices,
            ReferenceDevices.ARCHITECTURES,
            model,
            new PredictorTraining.Config(150, 32, 3e-3)),
        backend);
  }

  private static SearchConfig config(int threads, int steps, SearchConfig.Hypernetwork form) {
    return new SearchConfig(steps, 16, 1, 4, 9001, threads, SearchConfig.Weights.standard(), form);
  }

  /**
   * Textures that cropping and mirroring leave what they are: two stripes, a checkerboard, noise.
   */
  private static ImageDataset images() {
    Philox random = new Philox(1, 1);
    int side = 16;
    byte[] pixels = new byte[400 * side * side];
    int[] labels = new int[400];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 4;
      for (int row = 0; row < side; row++) {
        for (int column = 0; column < side; column++) {
          int parity = new int[] {row, column, row + column, random.nextInt(2)}[labels[i]] & 1;
          pixels[(i * side + row) * side + column] =
              (byte) (50 + random.nextInt(80) + 100 * parity);
        }
      }
    }
    return new ImageDataset(new ImageSize(side, side, 1), 4, pixels, labels);
  }

  /** The number of 3×3 convolutions. */
  private static MetricTable everywhere(Provenance provenance) {
    double[] values = new double[(int) SPACE.count()];
    for (int i = 0; i < values.length; i++) {
      for (int choice : SPACE.architecture(i).choices()) {
        values[i] += choice == 3 ? 1 : 0;
      }
    }
    return MetricTable.ofEveryDevice(provenance, values);
  }

  /** Metrics that are sums of a cost for each operation. */
  private static MetricTable table(double[][] costs) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int d = 0; d < DEVICES.size(); d++) {
      double[] column = new double[(int) SPACE.count()];
      for (int i = 0; i < column.length; i++) {
        column[i] = 1 + d;
        for (int choice : SPACE.architecture(i).choices()) {
          column[i] += costs[d][choice];
        }
      }
      columns.put(DEVICES.get(d), column);
    }
    return new MetricTable(MetricTable.Provenance.MODELLED, columns);
  }
}
