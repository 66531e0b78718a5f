package org.jmodnas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jmodnas.constraint.Constraints;
import org.jmodnas.constraint.MetricLimit;
import org.jmodnas.constraint.SumDevices;
import org.jmodnas.hardware.MetricModelKind;
import org.jmodnas.hardware.MetricTable;
import org.jmodnas.hardware.PredictorTraining;
import org.jmodnas.hardware.ReferenceDevices;
import org.jmodnas.multigradient.DeviceCombination;
import org.jmodnas.multigradient.GradientCombination;
import org.jmodnas.objective.Cosmos;
import org.jmodnas.objective.MetricObjective;
import org.jmodnas.objective.RaysHypervolume;
import org.jmodnas.objective.Scalarization;
import org.jmodnas.objective.SmoothTchebycheff;
import org.jmodnas.space.nasbench201.NasBench201Space;
import org.jmodnas.tensor.ConfigurationException;
import org.jmodnas.tensor.data.Batch;
import org.jmodnas.tensor.data.FashionMnist;
import org.jmodnas.tensor.data.ImageDataset;
import org.jmodnas.tensor.random.Philox;
import org.jmodnas.tensor.state.Snapshot;
import org.jmodnas.testkit.BackendTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A search that stops and goes on is the one that never stopped, to the last bit. */
final class SearchRunTest extends BackendTest {
  private static final NasBench201Space SPACE = new NasBench201Space();
  private static final List<String> DEVICES = SumDevices.NAMES.subList(0, 3);
  private static final MetricTable TABLE =
      SumDevices.table(new Philox(1, 41), new double[] {0, 0.2, 1, 3, 0.5}, 0.03);
  private static final int STEPS = 7;

  /** Steps 2 and 5 begin epochs; Φ learns from step 3 on. */
  private static final SearchConfig.Hypernetwork STANDARD =
      form(SearchConfig.Hypernetwork.standard());

  static Stream<Case> cases() {
    SearchConfig.Hypernetwork published = SearchConfig.Hypernetwork.published();
    return Stream.of(
        new Case("standard", STANDARD, DEVICES, false),
        new Case("published, with predictors that are trained", form(published), DEVICES, false),
        new Case("one device", STANDARD, DEVICES.subList(0, 1), false),
        new Case("levels", of(new SmoothTchebycheff(0.1)), DEVICES, false),
        new Case("cosmos", of(new Cosmos(0.01)), DEVICES, false),
        new Case("rays", of(new RaysHypervolume(2, 5)), DEVICES, false),
        new Case("limits", STANDARD, DEVICES, true));
  }

  /** What a search is. */
  record Case(String name, SearchConfig.Hypernetwork form, List<String> devices, boolean limited) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stoppingAfterAnyStepChangesNothing(Case search) {
    Map<String, Object> uninterrupted;
    try (SearchSession session = session(search, 1)) {
      session.trainPredictor();
      SearchRun run = session.start();
      run.run(SearchListener.SILENT);
      uninterrupted = bits(run.snapshot());
    }
    Snapshot state;
    try (SearchSession session = session(search, 2)) {
      session.trainPredictor();
      SearchRun run = session.start();
      run.step();
      state = run.snapshot();
    }
    for (int step = 1; step < STEPS; step++) {
      try (SearchSession session = session(search, 1 + step % 2)) {
        SearchRun run = session.resume(state);
        assertThat(run.position()).isEqualTo(step);
        run.step();
        state = run.snapshot();
        assertThat(run.isDone()).isEqualTo(step + 1 == STEPS);
      }
    }
    assertThat(bits(state)).containsExactlyEntriesOf(uninterrupted);
  }

  @Test
  void theStateOfAnotherConfigurationIsRefused() {
    Snapshot state;
    try (SearchSession session = session(cases().findFirst().orElseThrow(), 1)) {
      state = session.start().snapshot();
    }
    Case limited = cases().reduce((first, last) -> last).orElseThrow();
    try (SearchSession session = session(limited, 1)) {
      assertThatThrownBy(() -> session.resume(state))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("limits.multipliers")
          .hasMessageContaining("another configuration");
    }
  }

  /** A caller's own batches in the place of the session's, the same ones: the same search. */
  @Test
  void aCallersBatchesTakeThePlaceOfTheSessions() {
    Case search = cases().findFirst().orElseThrow();
    try (SearchSession session = session(search, 1);
        SearchSession embedded = session(search, 1)) {
      SearchRun expected = session.start();
      SearchRun run = embedded.start();
      DataSplit split = new DataSplit(images(), 8, new Philox(1, 0));
      Batch training = split.weightBatches(8, new Philox(1, 6)).next();
      expected.step();
      run.step(training, training);
      assertThat(bits(run.snapshot())).containsExactlyEntriesOf(bits(expected.snapshot()));
    }
  }

  @Test
  void sharesOfTheDevicesAreThoseOfTheObservedStep() {
    for (DeviceCombination method : List.of(DeviceCombination.MIN_NORM, DeviceCombination.MEAN)) {
      SearchConfig.Hypernetwork form =
          STANDARD.with(STANDARD.scalarization(), new GradientCombination(method));
      try (SearchSession session = session(new Case("", form, DEVICES, false), 1)) {
        SearchRun run = session.start();
        run.observeDeviceWeights();
        while (run.isWarmingUp()) {
          assertThat(run.deviceWeights()).isEmpty();
          run.step();
        }
        Map<String, Double> shares = run.deviceWeights();
        assertThat(shares.keySet()).containsExactlyElementsOf(DEVICES);
        assertThat(shares.values()).allMatch(share -> share >= 0 && share <= 1);
        assertThat(shares.values().stream().mapToDouble(share -> share).sum())
            .isCloseTo(1, within(1e-5));
        run.step();
        assertThat(run.deviceWeights()).as("not observed").isEqualTo(shares);
      }
    }
  }

  /** Arrays by their bits, so that NaN equals NaN and 0 is not −0. */
  private static Map<String, Object> bits(Snapshot state) {
    Map<String, Object> bits = new LinkedHashMap<>(state.numbers());
    state
        .arrays()
        .forEach(
            (name, array) -> {
              List<Integer> values = new ArrayList<>();
              for (float value : array.values()) {
                values.add(Float.floatToRawIntBits(value));
              }
              bits.put(name, values);
            });
    return bits;
  }

  private SearchSession session(Case search, int threads) {
    SearchInputs inputs =
        new SearchInputs(
            SPACE,
            images(),
            List.of(new MetricObjective("latency", TABLE)),
            search.devices,
            ReferenceDevices.ARCHITECTURES,
            search.form.warmup() == 0 ? MetricModelKind.GRAPH : MetricModelKind.SUM,
            new PredictorTraining.Config(30, 32, 3e-3),
            search.limited
                ? new Constraints(List.of(MetricLimit.parse("latency=6")), 0.5)
                : Constraints.NONE);
    SearchConfig.Weights weights =
        search.form.warmup() == 0
            ? SearchConfig.Weights.published(search.devices.size())
            : SearchConfig.Weights.standard();
    return new SearchSession(
        new SearchConfig(STEPS, 8, 1, 2, 1, threads, weights, search.form), inputs, backend);
  }

  private static SearchConfig.Hypernetwork form(SearchConfig.Hypernetwork form) {
    double warmup = form.warmup() == 0 ? 0 : 0.45;
    return form.with(warmup, form.sampler(), form.scoreShare());
  }

  private static SearchConfig.Hypernetwork of(Scalarization scalarization) {
    return STANDARD.with(scalarization, STANDARD.combination());
  }

  /** Half of them for w, three batches an epoch. */
  private static ImageDataset images() {
    ImageDataset all = FashionMnist.train();
    int[] some = new int[48];
    Arrays.setAll(some, i -> i * 7);
    return all.subset(some);
  }
}
